"""Literals in prose: what a sentence says to the letter has been shown by a step, is declared, or is quoted.

A literal is inline code, an address or a number in digits, an option, and what stands in quotes in Latin letters. It is
proven by the code and the recorded outputs of a step of its own section, or of a step or section that its paragraph, or
its table's cell or row, links to; if its clause names engines, by outputs of those. Not looked at are numbers in words,
dates, years, and addresses of links.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from host0.check import declared
from host0.check.declared import Declared
from host0.check.shown import FREE, Evidence, stands
from host0.content.generation import GENERATIONS
from host0.content.page import Page
from host0.content.project import Project
from host0.content.prose import SIGN, Unit, prose
from host0.problem import Problem

NUMBER = re.compile(r"(?<![A-Za-z0-9_])[\w.:/%#@+\[\]-]*\d[\w.:/%#@+\[\]-]*", re.ASCII)
"""A run of letters, digits and what joins them, with a digit in it."""

OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][\w-]*", re.ASCII)
QUOTE = re.compile(r"“([^”]+)”|\"([^\"]+)\"|「([^」]+)」")
LATIN = re.compile(r"[A-Za-z]{2,}")
MANUAL = re.compile(r"(?<=\w)\(\d\w?\)", re.ASCII)
"""The section of a manual page, as in ip(7)."""

DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")
NAMED = re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, GENERATIONS)) + r")(?![\w]|\.\d)", re.ASCII)
NEAREST = 3
"""How many places a message names."""


@dataclass(frozen=True)
class Literal:
    """Something that a unit says to the letter."""

    text: str
    line: int
    clause: int
    code: bool
    link: str = ""


def faults(project: Project, pages: Iterable[Page], wrong: Collection[str] = ()) -> Iterator[Problem]:
    """Yield each literal of the pages that nothing proves, and what is wrong with the list of declared words.

    Pages whose names are in `wrong` are passed over, in both languages: what they call has to be put right first.
    """
    check = _Check(project, list(pages), wrong)
    yield from check.faults()


class _Check:
    def __init__(self, project: Project, pages: list[Page], wrong: Collection[str]) -> None:
        self._wrong = wrong
        self._evidence = Evidence(project)
        self._nearest = cache(self._search)
        self._declared: Declared = declared.read(project.root)
        self._pages = [page for page in pages if page.rendered and page.whole]
        self._prose = {(p.language, p.name): taken for p in self._pages if (taken := prose(p))}

    def faults(self) -> Iterator[Problem]:
        yield from self._declared.faults
        if not self._declared.whole:  # or each word that it has would be told once more
            return
        for page in (page for page in self._pages if page.name not in self._wrong):
            for unit in self._prose[page.language, page.name].units:
                for literal in dict.fromkeys(literals(unit)):
                    if not self._proven(page, unit, literal):
                        yield Problem.at(page.path, literal.line, self._told(page, unit, literal), "unproven")
        if not self._wrong and not self._evidence.unread:  # who knows what a page needs besides
            yield from self._declared.unused()

    def _proven(self, page: Page, unit: Unit, literal: Literal) -> bool:
        if literal.text in GENERATIONS or DATE.fullmatch(literal.text) or FREE.fullmatch(literal.text):
            return True
        named = NAMED.findall(unit.clause(literal.clause)) or GENERATIONS
        links = [*unit.links, *unit.row]
        linked = [step for link in unit.links for step in self._linked(page, link)]
        row = [step for link in unit.row for step in self._linked(page, link)]
        if literal.link and (own := self._linked(page, literal.link)):
            steps = own
        elif unit.cell or not unit.section.proof:  # a table or a summary says by its links what it rests on
            steps = linked or row or unit.section.scope
        else:
            steps = [*linked, *unit.section.scope]

        def shown(text: str) -> bool:
            return (
                bool(self._evidence.shows(steps, named, text, code=literal.code))
                or self._declared.allows(text, page.name, unit.section.id, links)
                or (len(text) > 2 and any(stands(text.lower(), link.lower()) for link in links if ":" in link))
            )

        if shown(literal.text):
            return True
        parts = [part for part in re.split(r"[-/:#@]", literal.text) if part]
        return not literal.code and len(parts) > 1 and all(shown(p) for p in parts if NUMBER.fullmatch(p))

    def _linked(self, page: Page, link: str) -> list[str]:
        """Return the steps that a link leads to: one step, or those of a section."""
        target, _, id_ = link.partition("#")
        there = self._prose.get((page.language, target or page.name))
        return there.linked(id_) if there and id_ else []

    def _told(self, page: Page, unit: Unit, literal: Literal) -> str:
        """Return what is wrong with a literal, and where it could be proven."""
        what = f"no step of this section shows {literal.text!r}"
        declare = self._declare(page, unit, literal)
        if found := self._nearest(page.language, page.name, literal.text):
            return f"{what}; it stands in {', '.join(found)}: link there, say what this section shows, or {declare}"
        return f"{what}, and no other step does: correct it, or {declare}"

    def _declare(self, page: Page, unit: Unit, literal: Literal) -> str:
        place = f"{page.name}#{unit.section.id}"
        if known := self._declared.elsewhere(literal.text):
            return f"add {place} to {known}, which declares it for other places"
        return f"declare it in {declared.FILE}, with its source, for {place}"

    def _search(self, language: str, page: str, text: str) -> list[str]:
        """Return the first steps that show something, those of the same page first, each with its section's link."""
        found: list[str] = []
        same = [(name, taken) for (other, name), taken in self._prose.items() if other == language]
        for name, taken in sorted(same, key=lambda pair: pair[0] != page):
            for section in taken.sections:
                if step := self._evidence.shows(section.steps, GENERATIONS, text, code=False):
                    found.append(f"{step} ({'' if name == page else name}#{section.id})")
                    if len(found) == NEAREST:
                        return found
        return found


def literals(unit: Unit) -> Iterator[Literal]:
    """Yield what a unit says to the letter, in order."""
    for piece in unit.pieces:
        if piece.code:
            yield Literal(" ".join(piece.text.split()), piece.line, piece.clause, True, piece.link)
        elif SIGN.search(piece.text):  # most words are words, and need no closer look
            for found in NUMBER.finditer(MANUAL.sub("", piece.text)):
                if text := found[0].strip(".,:/-+[#@"):
                    yield Literal(text, piece.line, piece.clause, False, piece.link)
            for found in OPTION.finditer(piece.text):
                if not any(c.isdigit() for c in found[0]):
                    yield Literal(found[0], piece.line, piece.clause, False, piece.link)
    whole = "".join(piece.text for piece in unit.pieces)
    for quote in QUOTE.finditer(whole):
        text = " ".join(next(filter(None, quote.groups())).split())
        if len(LATIN.findall(text)) > 1:
            line, clause = _at(unit, quote.start())
            yield Literal(text.rstrip("."), line, clause, False)


def _at(unit: Unit, place: int) -> tuple[int, int]:
    """Return line and clause of a position in a unit's text."""
    for piece in unit.pieces:
        if place < len(piece.text):
            return piece.line, piece.clause
        place -= len(piece.text)
    return unit.pieces[-1].line, unit.pieces[-1].clause
