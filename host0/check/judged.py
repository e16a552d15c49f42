"""`docs/judged.json`: which sentences a person has read against their proof, as both are now.

A program sees that a command prints what it printed, and that a claim's predicates hold. Whether a sentence says what
they show, only a reader can tell: of each claim, each answer in words of a table that compares, each picture.
"""

import dataclasses
import datetime
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from host0.check.claim import NOT_RUN, claims
from host0.check.place import sha
from host0.check.transcript import pieces
from host0.check.wording import told
from host0.content import noted
from host0.content.generation import GENERATIONS
from host0.content.page import LANGUAGES, Page
from host0.content.project import Project
from host0.content.section import shown
from host0.draw.description import describe
from host0.draw.state import parse
from host0.files import replace
from host0.problem import Problem

T = TypeVar("T")
Prints = Callable[[tuple[str, ...]], str]
"""Gives what steps print, as a person may read it."""

FILE = Path("docs/judged.json")
COMPARED = ("modes.md", "cheatsheet.md")
"""The pages whose tables say what steps show: a row, or each cell where cells link to steps of their own."""

CELL = re.compile(r"(?<!\\)\|")
RULE = re.compile(r"\|[\s:|-]+\|")
LINKED = re.compile(r"\[([^\]]*)\]\([^)]*\)")
SITE_LINK = re.compile(r"\]\((?!https?:)([^)\s]*)\)")
PLAIN = re.compile(r"\]\([^)]*\)|`[^`]*`|\{\{.*?\}\}|[\W\d_]")
"""What is in a cell besides words: a link's target, code, a value, signs."""


@dataclass(frozen=True)
class Item:
    """Something to read against its proof."""

    key: str
    page: str
    """Its page's name."""
    places: tuple[str, ...]
    """Path and line in each language."""
    said: tuple[str, ...]
    """The sentence in each language."""
    proof: str
    """What it rests on, as text: commands, what they print on each engine, what must be seen."""

    def hash(self, date: str) -> str:
        """Return the hash of sentences, proof, and the date on which they were read."""
        return sha("\0".join((*self.said, self.proof, date)).encode())


def items(project: Project) -> list[Item]:
    """Return all that has to be read, of the pages that exist in both languages. Raises `Problem` as `Step` does."""
    every = project.pages
    whole = {name: pair for name, pair in every.items() if len(pair) == len(LANGUAGES)}
    by_language = {language: {name: pair[language] for name, pair in whole.items()} for language in LANGUAGES}
    prints = cache(partial(_shown, project))  # many answers of a table rest on the same section
    found: list[Item] = []
    for name, pair in whole.items():
        both = [pair[language] for language in LANGUAGES]
        found += _claims(both, prints)
        if name in COMPARED:
            found += _tables(both, by_language[LANGUAGES[-1]], prints)
        found += _pictures(both)
    count: Counter[str] = Counter()
    unique = []
    for item in found:
        count[item.key] += 1
        again = f" ({count[item.key]})" if count[item.key] > 1 else ""
        unique.append(dataclasses.replace(item, key=item.key + again))
    return unique


def _pairs(both: list[Page], what: str, each: list[list[T]]) -> Iterator[tuple[T, ...]]:
    """Yield what stands in both languages, in pairs. Raises `Problem` if one language has more."""
    if len({len(some) for some in each}) > 1:
        raise Problem.at(both[0].path, 1, f"it has not as many {what} as {both[1].path}: make them alike")
    return zip(*each, strict=True)


def _claims(both: list[Page], prints: Prints) -> Iterator[Item]:
    for pair in _pairs(both, "claims", [claims(page) for page in both]):
        claim = pair[-1]
        shows, myth = ([said.predicate for said in some] for some in (claim.proof.shows, claim.proof.myth))
        state = f"{claim.state}: {told(shows, myth, 'en', named=True) or claim.source}"
        yield Item(
            f"claim {claim.page}#{claim.id}",
            claim.page,
            tuple(f"{one.path}:{one.line}" for one in pair),
            tuple(f"{one.sentence}\n> {one.said}" if one.said else one.sentence for one in pair),
            state if claim.state == NOT_RUN else f"{prints(claim.steps)}\n{state}",
        )


def _tables(both: list[Page], every: dict[str, Page], prints: Prints) -> Iterator[Item]:
    rows = [list(_rows(page)) for page in both]
    if [len(cells) for _, _, cells in rows[0]] != [len(cells) for _, _, cells in rows[1]]:
        what = f"its tables have other rows or columns than those of {both[1].path}"
        raise Problem.at(both[0].path, 1, f"{what}: make them alike")
    for pair in zip(*rows, strict=True):
        places = tuple(f"{page.path}:{line}" for page, (line, _, _) in zip(both, pair, strict=True))
        linked = [SITE_LINK.findall(cell) for cell in pair[-1][2]]
        of_row = [target for targets in linked for target in targets]
        answers = [([(cells[0], " | ".join(cells[1:])) for _, _, cells in pair], of_row)]
        if any("#step-" in target for targets in linked[1:] for target in targets):
            answers = [
                ([(f"{cells[0]} · {head[column]}", cells[column]) for _, head, cells in pair], linked[column] or of_row)
                for column in range(1, len(linked))
                # where there is nothing but code, that is bound to an output by other means
                if any(PLAIN.sub("", cells[column]) for _, _, cells in pair)
            ]
        for said, targets in answers:
            about = LINKED.sub(r"\1", said[-1][0])
            steps = dict.fromkeys(step for target in targets for step in shown(both[-1], target, every))
            sentences = tuple(f"{what}: {words}" for what, words in said)
            yield Item(f"table {both[-1].name}: {about}", both[-1].name, places, sentences, prints(tuple(steps)))


def _rows(page: Page) -> Iterator[tuple[int, list[str], list[str]]]:
    """Yield line, head and cells of each row of a page's tables."""
    head: list[str] = []
    for number, line in enumerate(page.lines, 1):
        if not line.startswith("|") or number in page.fenced:
            head = []
            continue
        cells = [cell.strip() for cell in CELL.split(line.strip().strip("|"))]
        if not head:
            head = cells
        elif not RULE.fullmatch(line.strip()):
            yield number, head, cells


def _pictures(both: list[Page]) -> Iterator[Item]:
    for pair in _pairs(both, "pictures", [page.pictures for page in both]):
        step = both[0].project.step(pair[0][1])
        if not step.bash.state_path.exists():
            continue  # told as never recorded
        yield Item(
            f"picture {step.name}",
            both[0].name,
            tuple(f"{page.path}:{line}" for page, (line, _) in zip(both, pair, strict=True)),
            tuple(_above(page, line) for page, (line, _) in zip(both, pair, strict=True)),
            f"{step.bash.code}\n{describe(parse(step.bash.state_path), 'en')}",
        )


def _above(page: Page, line: int) -> str:
    """Return the paragraph, or the tab's label, above a line."""
    lines = page.lines[: line - 1]
    while lines and not lines[-1].strip():
        lines.pop()
    first = len(lines)
    while first and lines[first - 1].strip():
        first -= 1
    return " ".join(lines[first:])


def _shown(project: Project, steps: tuple[str, ...]) -> str:
    """Return steps as a person may read them: code, then what it prints, each output with its engines."""
    parts: list[str] = []
    names: dict[tuple[str, str, str], str] = {}
    for step in map(project.step, steps):
        for snippet in step.snippets():
            status = f", exit status {snippet.exit}" if snippet.exit else ""
            parts.append(f"── {snippet.key} on {snippet.place}{status}\n{snippet.code}")
            outputs: dict[str, list[str]] = {}
            files: dict[Path, str] = {}  # engines mostly share one
            for engine, generation in GENERATIONS.items() if not snippet.hidden else ():
                file = snippet.output_file(generation)
                if file not in files:
                    files[file] = _named(snippet.scope(generation), snippet.output(generation), names)
                outputs.setdefault(files[file], []).append(engine)
            parts += [f"── prints on {', '.join(engines)}:\n{text}" for text, engines in outputs.items()]
    return "\n".join(parts)


def _named(scope: str, output: str, names: dict[tuple[str, str, str], str]) -> str:
    """Return an output with a number in place of each name that changes from run to run, so that its hash does not."""
    text = ""
    for piece in pieces(output):
        if isinstance(piece, str):
            text += piece
        elif not piece.key:  # a point in time, or a duration
            text += f"⟨{piece.kind}⟩"
        else:
            number = sum(known[:2] == (scope, piece.kind) for known in names) + 1
            text += names.setdefault((scope, piece.kind, piece.key), f"⟨{piece.kind} {number}⟩")
    return text.rstrip("\n") or "(nothing)"


class Judged:
    """The content of `docs/judged.json`: hash and date of each thing that was read, by its key.

    The constructor raises `Problem` for a file that cannot be read.
    """

    def __init__(self, root: Path) -> None:
        self._path = root / FILE
        self._entries: dict[str, dict[str, str]]
        self._text, self._entries = noted.read(root, FILE)
        for key, entry in self._entries.items():
            if not isinstance(entry, dict) or set(entry) != {"hash", "date"}:
                raise Problem.at(FILE, self._line(key), f"{key}: not a hash and a date: restore it from git")

    def _line(self, key: str) -> int:
        """Return the line of an entry."""
        return self._text.partition(f"{json.dumps(key, ensure_ascii=False)}:")[0].count("\n") + 1

    def pending(self, every: list[Item]) -> list[tuple[Item, str]]:
        """Return what has to be read, each with the date on which it was read as it was before, if it was."""
        dates = {key: entry["date"] for key, entry in self._entries.items()}
        return [
            (item, dates.get(item.key, ""))
            for item in every
            if item.key not in dates or self._entries[item.key]["hash"] != item.hash(dates[item.key])
        ]

    def unused(self, every: list[Item]) -> dict[str, int]:
        """Return the entries of what is no longer there, with their lines."""
        return {key: self._line(key) for key in self._entries.keys() - {item.key for item in every}}

    def accept(self, item: Item) -> None:
        """Note that a person has read something today and found it right."""
        date = datetime.date.today().isoformat()
        self._entries[item.key] = {"hash": item.hash(date), "date": date}

    def save(self, every: list[Item]) -> None:
        """Write the file, without what there is no more."""
        there = {item.key for item in every}
        entries = {key: entry for key, entry in self._entries.items() if key in there}
        text = json.dumps(entries, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        replace({self._path: text.encode()})


def faults(project: Project) -> Iterator[Problem]:
    """Yield what has to be read, at its line in each language, and entries of the file that nothing uses.

    Raises `Problem` for a file that cannot be read, and for pages that differ too much to be read side by side.
    """
    judged, every = Judged(project.root), items(project)
    together: dict[tuple[str, ...], list[tuple[Item, str]]] = {}
    for item, date in judged.pending(every):
        together.setdefault(item.places, []).append((item, date))
    for places, some in together.items():
        keys = "; ".join(item.key for item, _ in some)
        date = max(date for _, date in some)
        changed = f"sentence or proof has changed since somebody read it on {date}" if date else "nobody has read it"
        what = f"{keys}: {changed}: read it against its proof: make judge PAGES={some[0][0].page}"
        for place in places:
            path, _, line = place.rpartition(":")
            yield Problem.at(Path(path), int(line), what)
    for key, number in sorted(judged.unused(every).items(), key=lambda entry: entry[1]):
        yield Problem.at(FILE, number, f"{key}: nothing of this name is on a page: make judge removes it")


def unread(project: Project) -> list[Problem]:
    """Return what has to be read again before the site is published.

    For a project without other faults: what they make wrong would be read for nothing.
    """
    try:
        return list(faults(project))
    except Problem as problem:
        return [problem]
