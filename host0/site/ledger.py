"""The ledger: every claim with its proof, every step with the engines that it was verified on, as Markdown tables.

Made of what the pages are made of, their headings and `snippets/verified.json`, so that it cannot say otherwise.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import groupby

from host0.check.claim import CLAIM, NOT_RUN, OFTEN, PROVEN, REFUTES, Claim, claims
from host0.check.verified import Verified
from host0.check.wording import told
from host0.content import markup
from host0.content.generation import GENERATIONS, released
from host0.content.markup import Edit
from host0.content.page import Page
from host0.content.project import Project
from host0.content.prose import HEADINGS
from host0.content.section import anchor
from host0.content.step import Snippet, Step
from host0.content.words import spoken

WORDS = spoken("claims")

NEWEST_FIRST = tuple(reversed(GENERATIONS))
"""The engines, in the order in which pages show their outputs."""


def claim_table(project: Project, language: str, verified: Verified) -> str:
    """Return a table of claims for each page that has any, in one language, below a line with their number.

    Raises `Problem` if a step that proves one was never verified.
    """
    words = WORDS[language]
    parts = []
    count = Counter({PROVEN: 0, REFUTES: 0, NOT_RUN: 0})
    for page in _pages(project, language):
        found = claims(page)
        count.update(claim.state for claim in found)
        if found:
            rows = [_claim_row(page, claim, words, verified) for claim in found]
            parts.append(_table(page, "claims", words["claims"], rows))
    total = words["sum"].format(all=count.total(), **count) if parts else words["none"]
    return "\n\n".join([total, *parts])


def step_table(project: Project, language: str, verified: Verified) -> str:
    """Return a table of each page's steps and the engines, in one language.

    Raises `Problem` if a step was never verified.
    """
    words = WORDS[language]
    head = words["steps"].format(engines=" | ".join(NEWEST_FIRST))
    parts = []
    for page in _pages(project, language):
        steps = [project.step(name) for _, name in page.calls]
        # Neighbors of whom the same is known share a row: only what differs is worth a line of its own.
        rows = [
            f"| {words['join'].join(_link(page, step.name) for step in alike)} | {cells} |"
            for cells, alike in groupby(steps, lambda step: _step_cells(step, verified))
        ]
        if rows:
            parts.append(_table(page, "steps", head, rows))
    return "\n\n".join(parts) or words["no steps"]


def marks(html: str, page: Page) -> Iterator[Edit]:
    """Yield what puts each claim's state beside its heading, in words and kept out of search results.

    What stands below a claim is put into one element, so that a browser can leave it undrawn as a whole.
    """
    states = {claim.id: WORDS[page.language][claim.state] for claim in claims(page)}
    headings = [one for one in markup.elements(html) if one.tag in HEADINGS]
    ends = [*(one.start for one in headings[1:]), len(html)]
    for one, end in zip(headings, ends, strict=False):
        if CLAIM in one.classes:
            state = states[one.attributes["id"]]
            below = html.index(">", one.end) + 1
            yield one.end, one.end, f' <span class="claim-state" data-search-exclude>{state}</span>'
            yield below, below, '\n<div class="proof">'
            yield end, end, "</div>\n"


def _pages(project: Project, language: str) -> Iterator[Page]:
    return (pair[language] for pair in project.pages.values() if language in pair)


def _table(page: Page, kind: str, head: str, rows: list[str]) -> str:
    """Return a table below a heading that names its page."""
    heading = f"### {page.title} {{ #{kind}-{page.name.removesuffix('.md')} }}"
    return "\n".join([heading, "", head, "|" + "---|" * (head.count("|") - 1), *rows])


def _claim_row(page: Page, claim: Claim, words: dict[str, str], verified: Verified) -> str:
    said = words["said"].format(said=_cell(claim.said.removeprefix(OFTEN[page.language]))) if claim.said else ""
    proof = words["join"].join(_link(page, name) for name in claim.steps)
    if claim.steps:
        shows, myth = ([said.predicate for said in some] for some in (claim.proof.shows, claim.proof.myth))
        proof += words["seen"].format(seen=_cell(told(shows, myth, page.language, named=len(claim.steps) > 1)))
    seen = [verified.engines(snippet) for name in claim.steps for snippet in page.project.step(name).snippets()]
    engines = [name for name in NEWEST_FIRST if seen and all(name in one for one in seen)]
    date = max((one[name]["date"] for one in seen for name in engines), default="")
    sentence = f"[{_cell(claim.sentence)}]({page.name}#{claim.id})"
    cells = [sentence, f"{words[claim.state]}{said}", proof, words["join"].join(engines), date]
    return f"| {' | '.join(cells)} |"


def _step_cells(step: Step, verified: Verified) -> str:
    """Return what is known of a step, as the cells after its name."""
    seen = [verified.engines(snippet) for snippet in step.snippets()]
    first = [_shown_first(verified, snippet) for snippet in step.snippets()]
    cells = []
    for name in NEWEST_FIRST:
        versions = sorted({released(one[name]["version"]) for one in seen if name in one})
        whole = all(name in one for one in seen)
        differs = any(name in one and name not in same for one, same in zip(seen, first, strict=True))
        cells.append(" ".join([*versions, *(["≠"] if differs else [])]) if whole else "–")
    date = max((entry["date"] for one in seen for entry in one.values()), default="")
    return " | ".join([*cells, date])


def _shown_first(verified: Verified, snippet: Snippet) -> Collection[str]:
    """Return the engines whose output is the newest one's; all, if that one has not verified it."""
    return next((same for same, _ in verified.outputs(snippet) if NEWEST_FIRST[0] in same), NEWEST_FIRST)


def _link(page: Page, step: str) -> str:
    return f"[{step}]({page.name}#{anchor(step)})"


def _cell(text: str) -> str:
    """Return a sentence as a table's cell may hold it."""
    return text.replace("|", r"\|")
