"""`docs/literals.yml`: words that pages may use though no step beside them shows them, with where they come from.

    - from: https://docs.docker.com/reference/cli/docker/container/run/
      words:
        --sysctl: everywhere
        --ip: [reference.md#fixed-ip, modes.md]
    - from: https://github.com/moby/moby/pull/17476
      said: [28.0.1, 28.0.2]

`words` may stand on the pages, or in the sections, beside them (`page.md#top` is what stands before a page's second
heading). `said` is what a source says: it may stand where the paragraph, or the table's row, links to that source. A
file of the project that is named as a source has to have the words.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from host0.check.shown import stands
from host0.content import utf8, yml
from host0.problem import Problem

FILE = Path("docs", "literals.yml")
KEYS = {"from", "words", "said"}
EVERYWHERE = "everywhere"
PLACE = re.compile(r"[\w-]+\.md(#[\w-]+)?")


@dataclass
class Entry:
    """A word and where it comes from."""

    word: str
    source: str
    line: int
    linked: bool
    """It holds only where its source is linked."""
    places: list[str]
    """Pages, or sections as `page.md#id`; nothing for everywhere."""
    used: set[str] = field(default_factory=set)
    """Where it was needed, as `page.md#id`."""

    def holds(self, page: str, section: str, links: list[str]) -> bool:
        """Return whether the word may stand in that section of that page, beside those links."""
        if self.linked and self.source not in (link.split("#")[0] for link in links) and self.source not in links:
            return False
        return not self.places or page in self.places or f"{page}#{section}" in self.places


@dataclass
class Declared:
    """All entries, and what is wrong with the file."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    faults: list[Problem] = field(default_factory=list)
    whole: bool = True
    """Whether every entry could be read."""

    def lack(self, line: int, what: str) -> None:
        """Note what is wrong with entries that cannot be read."""
        self.faults.append(Problem.at(FILE, line, what))
        self.whole = False

    def allows(self, word: str, page: str, section: str, links: list[str]) -> bool:
        """Return whether a word is declared for that place, and note that it was used."""
        found = [entry for entry in self.entries.get(word, []) if entry.holds(page, section, links)]
        for entry in found:
            entry.used.add(f"{page}#{section}")
        return bool(found)

    def elsewhere(self, word: str) -> str:
        """Return where a word is declared that may stand in some places; nothing if it is not."""
        found = [entry for entry in self.entries.get(word, []) if not entry.linked]
        return f"{FILE}:{found[0].line}" if found else ""

    def unused(self) -> Iterator[Problem]:
        """Yield a fault for each entry that no page has used, and for each place of one where it was not."""
        for entry in (entry for entries in self.entries.values() for entry in entries):
            where = " beside a link to its source" if entry.linked else ""
            if not entry.used:
                yield Problem.at(FILE, entry.line, f"no page needs {entry.word!r}{where}: remove it")
            elif idle := [place for place in entry.places if not any(map(_within(place), entry.used))]:
                yield Problem.at(FILE, entry.line, f"{entry.word!r} is not needed in {', '.join(idle)}: remove that")


def _within(place: str) -> Callable[[str], bool]:
    return lambda used: used == place or used.startswith(f"{place}#")


def read(root: Path) -> Declared:
    """Read the list; a project without one declares nothing."""
    declared = Declared()
    if not (root / FILE).exists():
        return declared
    try:
        node, held = yml.both(root / FILE)
    except Problem as problem:
        declared.lack(problem.line, problem.text)
        return declared
    groups: Any = held or []
    if not isinstance(groups, list):
        declared.lack(1, "not a list of entries: - from: …")
        return declared
    for group, place in zip(groups, node.value if node else [], strict=True):
        line = place.start_mark.line + 1
        wrong = _wrong(group)
        if wrong:
            declared.lack(line, wrong)
            continue
        lines = _lines(place)
        for kind in ("words", "said"):
            for word in group.get(kind, []):
                places = group[kind][word] if kind == "words" else EVERYWHERE
                listed = [] if places == EVERYWHERE else places if isinstance(places, list) else [places]
                entry = Entry(word, group["from"], lines.get(word, line), kind == "said", listed)
                if any(_same(entry, other) for other in declared.entries.get(word, [])):
                    declared.faults.append(Problem.at(FILE, entry.line, f"{word!r} is declared twice: remove one"))
                declared.entries.setdefault(word, []).append(entry)
                declared.faults += _unfounded(root, entry)
    return declared


def _same(one: Entry, other: Entry) -> bool:
    if one.linked or other.linked:
        return one.linked == other.linked and one.source == other.source
    return not one.places or not other.places or bool(set(one.places) & set(other.places))


def _wrong(group: Any) -> str:
    """Return what is wrong with a group of entries."""
    if not isinstance(group, dict) or not isinstance(group.get("from"), str):
        return "an entry without its source: write from: and an address, or a file of the project"
    words, said = group.get("words", {}), group.get("said", [])
    if unknown := set(group) - KEYS:
        return f"unknown key {min(map(str, unknown))!r} (known: {', '.join(sorted(KEYS))})"
    if not isinstance(words, dict) or not isinstance(said, list) or not (words or said):
        return "write words: with each word and its places, or said: with a list of words"
    if said and not re.match("https?://", group["from"]):
        return "said: is for what a source on the web says: use words:"
    if odd := [word for word in [*words, *said] if not isinstance(word, str)]:
        return f"YAML takes {odd[0]} for something else than text: put it in quotes"
    return next((wrong for word, places in words.items() if (wrong := _misplaced(word, places))), "")


def _misplaced(word: str, places: Any) -> str:
    for place in places if isinstance(places, list) and places else [places]:
        if place != EVERYWHERE and not (isinstance(place, str) and PLACE.fullmatch(place)):
            return f"{word}: {place} is no place: write {EVERYWHERE}, page.md, or page.md#id"
    return ""


def _lines(place: yaml.Node) -> dict[str, int]:
    """Return the line of each word of a group."""
    found: dict[str, int] = {}
    for _, value in place.value if isinstance(place, yaml.MappingNode) else []:
        items = [key for key, _ in value.value] if isinstance(value, yaml.MappingNode) else value.value
        if not isinstance(value, yaml.ScalarNode):
            found |= {item.value: item.start_mark.line + 1 for item in items}
    return found


def _unfounded(root: Path, entry: Entry) -> Iterator[Problem]:
    """Yield a fault if the source is a file of the project that is not there, or has not got the word."""
    if re.match("https?://", entry.source):
        return
    file = root / entry.source
    if not file.is_file():
        yield Problem.at(FILE, entry.line, f"no address, and no file of the project: {entry.source}")
    elif entry.word != entry.source:  # its own name needs no other proof than that it is there
        text = utf8.read(file)
        if not all(stands(word, text) for word in entry.word.split()):
            what = f"{entry.word!r} does not stand in {entry.source}: name the file that has it"
            yield Problem.at(FILE, entry.line, what)
