"""Everything wrong with pages and steps that can be seen before anything runs or is published."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from host0.check import claim, exercise, literal
from host0.content import link, unrun, written
from host0.content.page import LANGUAGES, Page
from host0.content.project import Project
from host0.content.step import broken, pictured, strays, uncalled
from host0.measure import prose
from host0.measure.results import FILE, Results
from host0.problem import Problem

At = tuple[Path | None, int]
"""File and line of a problem."""


def faults(project: Project) -> list[Problem]:
    """Return everything that is wrong with pages and steps, before anything runs or is published.

    What follows from a fault that is told already is not told again.
    """
    root, every = project.root, project.pages
    apart = {
        language: {name: pair[language] for name, pair in every.items() if language in pair} for language in LANGUAGES
    }
    found: dict[At, Problem] = {}

    def tell(more: Iterable[Problem]) -> None:
        for fault in more:
            found.setdefault((fault.path, fault.line), fault)

    programs = unrun.programs(project)
    for name, pair in every.items():
        for page in pair.values():
            tell(page.faults())
            tell(unrun.faults(page, programs))
            tell(claim.faults(page))
            tell(prose.faults(page))
            tell(written.faults(page, apart[page.language]))
        for language in LANGUAGES:
            if language not in pair:
                page = next(iter(pair.values()))
                tell([Problem.at(page.path, 1, f"the page has no pair: write docs/{language}/{name}")])
    tell(_repeated(every))
    for pair in every.values():
        if len(pair) == len(LANGUAGES) and all(page.whole for page in pair.values()):
            before = len(found)
            for language in LANGUAGES[1:]:
                tell(_differences(pair[LANGUAGES[0]], pair[language], set(found)))
            if len(found) == before:
                tell(claim.proof_faults(pair))
    tell(claim.strays(project))
    tell(exercise.faults(project))
    for language in LANGUAGES:
        tell(link.faults(apart[language]))
    there = [page for pair in every.values() for page in pair.values()]
    places = {path for path, _ in found}
    wrong = {page.name for page in there if page.path in places}
    unproven = list(literal.faults(project, there, wrong))
    called = {step for page in there for _, step in page.calls}
    # a page that cannot be told for sure may well call whatever it names
    called |= {step for page in there if not page.whole for step in project.names if step in page.text}
    wanted = {step for page in there for _, step in page.pictures}
    return [
        *found.values(),
        *unproven,
        *strays(project),
        *broken(project),
        *pictured(project, wanted),
        *uncalled(project, called),
        *(_measured(root) if prose.PAGE in every or (root / FILE).exists() else []),
    ]


def _measured(root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the file that keeps what was measured."""
    try:
        Results(root)
    except Problem as problem:
        yield problem


def _repeated(every: dict[str, dict[str, Page]]) -> Iterator[Problem]:
    """Yield a fault for each step that a language's pages call, or have a picture of, a second time."""
    first: dict[tuple[str, str, str], str] = {}
    for pair in every.values():
        for page in pair.values():
            for places, what in (
                (page.calls, "step {} is called at {} already: give this one a name of its own"),
                (page.pictures, "a picture of {} is shown at {} already: remove one"),
            ):
                for number, step in places:
                    place = f"{page.path}:{number}"
                    known = first.setdefault((what, page.language, step), place)
                    if known != place:
                        yield Problem.at(page.path, number, what.format(step, known))


def _differences(one: Page, other: Page, told: set[At]) -> Iterator[Problem]:
    """Yield the first difference of each kind between the two languages of a page, but at no line in `told`."""
    kinds = {
        "step": (one.calls, other.calls),
        "picture": (one.pictures, other.pictures),
        "guess": (one.guesses, other.guesses),
        "heading": ([(h.line, str(h)) for h in one.headings], [(h.line, str(h)) for h in other.headings]),
        # grammar may order links differently
        "link": (_surplus(one.links, other.links), _surplus(other.links, one.links)),
    }
    for kind, (left, right) in kinds.items():
        for (line, what), (mate_line, mate_what) in zip_longest(left, right, fillvalue=(0, "nothing")):
            if what != mate_what:
                here, there = (one, line, what), (other, mate_line, mate_what)
                yield from _difference(kind, *((here, there) if line else (there, here)), told)
                break


def _surplus(links: list[tuple[int, str]], others: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the links that the other page has not, or not as often."""
    rest = Counter(target for _, target in others)
    rest.subtract(target for _, target in links)
    surplus = []
    for number, target in reversed(links):
        if rest[target] < 0:
            rest[target] += 1
            surplus.append((number, target))
    return surplus[::-1]


Place = tuple[Page, int, str]


def _difference(kind: str, here: Place, there: Place, told: set[At]) -> Iterator[Problem]:
    (page, line, what), (mate, mate_line, mate_what) = here, there
    if (page.path, line) not in told and (mate.path, mate_line) not in told:
        at = f"{mate.path}:{mate_line}" if mate_line else str(mate.path)
        yield Problem.at(page.path, line, f"{kind} {what} here, but {mate_what} in {at}: the two languages must agree")
