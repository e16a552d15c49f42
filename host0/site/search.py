"""Give the search what it ranks by: each section's messages, words that people had for it, how much its page counts."""

import json
from collections import Counter
from pathlib import Path

from host0.content import markup, yml
from host0.content.prose import HEADINGS
from host0.site.questions import questions

SCRIPT = "web/search/rank.js"
FILE = "docs/search.yml"
SAID = "said"
"""The class of a block that lists what readers see."""


def prepare(root: Path, site: Path) -> None:
    """Complete the indexes of a built site, as scripts too, and put our ranking before the theme's search worker."""
    declared = yml.load(root / FILE)
    asked = questions(root)
    for index in site.rglob("search/search_index.json"):
        folder = index.parent.parent
        content = json.loads(index.read_text(encoding="utf-8"))
        said = {page.name: messages(page.read_text(encoding="utf-8")) for page in folder.glob("*.html")}
        for section in content["docs"]:
            page, _, name = section["location"].partition("#")
            source = page.removesuffix(".html") + ".md"
            section["weight"] = declared["pages"].get(source, 1)
            section["said"] = said[page].get(name, [])
            words = asked.get(f"{page.removesuffix('.html')}#{name}", Counter())
            section["questions"] = " ".join(words.elements())  # of a word that many had, as many
            section["words"] = declared["words"].get(f"{source}#{name}", {}).get(content["config"]["lang"][0], [])
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        index.write_text(text, encoding="utf-8")
        # a page from disk reads no files
        index.with_suffix(".js").write_text(f"var __index = {text}", encoding="utf-8")
    ranking = (root / SCRIPT).read_text(encoding="utf-8")
    for worker in site.rglob("assets/javascripts/workers/search.*.js"):
        worker.write_text(ranking + worker.read_text(encoding="utf-8"), encoding="utf-8")


def messages(page: str) -> dict[str, list[str]]:
    """Return the messages that a page's sections list as what readers see, line by line, by the section's id."""
    found: dict[str, list[str]] = {}
    name = ""
    for element in markup.elements(page):
        if element.tag in HEADINGS and "id" in element.attributes:
            name = element.attributes["id"]
            found[name] = []
        elif element.tag == "code" and name and SAID in {one for parent in element.around for one in parent.classes}:
            found[name] += markup.plain(page[element.inner : element.end]).splitlines()
    return found
