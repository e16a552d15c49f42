"""Texts are spelled, set and linked right: checked by the tools that the field uses."""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import autocorrect_py
import pytest

from tests.conftest import ROOT

TOOLS = Path(sys.executable).parent
TEXTS = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md")])
CHINESE = [path for path in TEXTS if "zh" in path.relative_to(ROOT).as_posix().replace(".", "/").split("/")]

autocorrect_py.load_config(json.dumps({"context": {"codeblock": 0}}))  # type: ignore[attr-defined]


def told(*command: str | Path) -> str:
    """Run a checker in the project's folder, and return what it tells; nothing if it is content."""
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return run.stdout + run.stderr if run.returncode else ""


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_chinese_copywriting(path: Path) -> None:
    """Blanks stand between Chinese and Latin, and punctuation is full-width (autocorrect)."""
    found = autocorrect_py.lint_for(path.read_text(encoding="utf-8"), "markdown")
    wrong = [f"{path.relative_to(ROOT)}:{one.line}: {one.old!r} should be {one.new!r}" for one in found.lines]
    assert not wrong, "\n".join(wrong)


def test_spelling() -> None:
    """Nothing is misspelled, names in code included (typos)."""
    assert not told(TOOLS / "typos", "--format", "brief", "docs", "host0", "overrides", "snippets", "tests", *TEXTS)


def test_markdown() -> None:
    """Markdown is set as its linter expects (pymarkdown)."""
    assert not told(TOOLS / "pymarkdown", "scan", *TEXTS)


class _Page(HTMLParser):
    """A page's anchors, and what it links to or loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element's id and address."""
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            if name in {"href", "src"}:
                self.links.add(value or "")


def test_links(site: Path) -> None:
    """Every link and anchor of the built site leads somewhere."""
    pages = {path.resolve(): _Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    wrong = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or path.name == "404.html":  # not-found pages link from the root of a host
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            found = target.is_file() and (not parts.fragment or unquote(parts.fragment) in pages[target].ids)
            if not found:
                wrong.append(f"{path.relative_to(site.resolve())}: {link}")
    assert not wrong, "\n".join(wrong)
