"""`docs/literals.yml`: words that pages may use though no step shows them, each with where it comes from.

    - from: https://docs.docker.com/reference/cli/docker/container/run/
      words: [--sysctl, --ip]
    - from: Makefile
      words: [make test]
      only: [verified.md, tab.md#verified]
    - from: https://github.com/moby/moby/pull/17476
      said: [28.0.1, 28.0.2]

`words` may stand anywhere, or only on the pages and in the sections that `only` names. `said` is what a source says: it
may stand where the paragraph, or the table's row, links to that source. A file of the project has to have the words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from host0.page import Fault
from host0.proof import stands

FILE = Path("docs", "literals.yml")
KEYS = {"from", "words", "said", "only"}


@dataclass
class Entry:
    """A word and where it comes from."""

    word: str
    source: str
    line: int
    linked: bool
    """It holds only where its source is linked."""
    only: list[str]
    """Pages, or sections as `page.md#id`; nothing for everywhere."""
    used: bool = False

    def holds(self, page: str, section: str, links: list[str]) -> bool:
        """Return whether the word may stand in that section of that page, beside those links."""
        if self.linked and self.source not in (link.split("#")[0] for link in links) and self.source not in links:
            return False
        return not self.only or page in self.only or f"{page}#{section}" in self.only


@dataclass
class Declared:
    """All entries, and what is wrong with the file."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def allows(self, word: str, page: str, section: str, links: list[str]) -> bool:
        """Return whether a word is declared for that place, and note that it was used."""
        found = [entry for entry in self.entries.get(word, []) if entry.holds(page, section, links)]
        for entry in found:
            entry.used = True
        return bool(found)

    def unused(self) -> Iterator[Fault]:
        """Yield a fault for each entry that no page has used."""
        for entry in (entry for entries in self.entries.values() for entry in entries):
            if not entry.used:
                place = f" ({'said where its source is linked' if entry.linked else 'only ' + ', '.join(entry.only)})"
                where = place if entry.linked or entry.only else ""
                yield Fault(FILE, entry.line, f"no page needs {entry.word!r}{where}: remove it")


def read(root: Path) -> Declared:
    """Read the list; a project without one declares nothing."""
    declared = Declared()
    if not (root / FILE).exists():
        return declared
    text = (root / FILE).read_text(encoding="utf-8")
    try:
        node = yaml.compose(text)
        groups: Any = yaml.safe_load(text) or []
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        declared.faults.append(Fault(FILE, line, f"not YAML: {error.problem}"))
        return declared
    if not isinstance(groups, list):
        declared.faults.append(Fault(FILE, 1, "not a list of entries: - from: …"))
        return declared
    for group, place in zip(groups, node.value if node else [], strict=True):
        line = place.start_mark.line + 1
        wrong = _wrong(group)
        if wrong:
            declared.faults.append(Fault(FILE, line, wrong))
            continue
        lines = _lines(place)
        for kind in ("words", "said"):
            for word in map(str, group.get(kind, [])):
                entry = Entry(word, group["from"], lines.get(word, line), kind == "said", group.get("only", []))
                if any(_same(entry, other) for other in declared.entries.get(word, [])):
                    declared.faults.append(Fault(FILE, entry.line, f"{word!r} is declared twice: remove one"))
                declared.entries.setdefault(word, []).append(entry)
                declared.faults += _unfounded(root, entry)
    return declared


def _same(one: Entry, other: Entry) -> bool:
    if one.linked or other.linked:
        return one.linked == other.linked and one.source == other.source
    return not one.only or not other.only or bool(set(one.only) & set(other.only))


def _wrong(group: Any) -> str:
    """Return what is wrong with a group of entries."""
    if not isinstance(group, dict) or not isinstance(group.get("from"), str):
        return "an entry without its source: write from: and an address, or a file of the project"
    if unknown := set(group) - KEYS:
        return f"unknown key {min(map(str, unknown))!r} (known: {', '.join(sorted(KEYS))})"
    lists = [group[key] for key in ("words", "said", "only") if key in group]
    if not ("words" in group or "said" in group) or not all(isinstance(one, list) and one for one in lists):
        return "words: or said: must be a list of words, and only: a list of pages"
    if "said" in group and not re.match("https?://", group["from"]):
        return "said: is for what a source on the web says: use words:"
    if any(not isinstance(word, str) for one in lists for word in one):
        return "a word that YAML takes for a number or the like: put it in quotes"
    return ""


def _lines(place: yaml.Node) -> dict[str, int]:
    """Return the line of each word of a group."""
    return {
        item.value: item.start_mark.line + 1
        for _, value in place.value
        if isinstance(value, yaml.SequenceNode)
        for item in value.value
    }


def _unfounded(root: Path, entry: Entry) -> Iterator[Fault]:
    """Yield a fault if the source is a file of the project that is not there, or has not got the word."""
    if re.match("https?://", entry.source):
        return
    file = root / entry.source
    if not file.is_file():
        yield Fault(FILE, entry.line, f"no address, and no file of the project: {entry.source}")
    elif not all(stands(word, file.read_text(encoding="utf-8")) for word in entry.word.split()):
        yield Fault(FILE, entry.line, f"{entry.word!r} does not stand in {entry.source}: name the file that has it")
