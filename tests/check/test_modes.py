"""The page that compares modes compares like with like, and its table says what the steps showed."""

import pytest

from host0.content.generation import GENERATIONS
from host0.content.page import Page
from host0.content.step import Step
from tests.conftest import ROOT
from tests.helpers.tables import CODE, LINK, linked, pages, printed, rows

MODES = ("bridge", "host", "none", "container")
SEVERAL = ("modes/host0", "modes/own-", "modes/nameserver", "facts/resolved")
"""Steps that are not about a single mode: the host itself, a bridge of one's own, and both bridge and host."""
PAGES = pages(ROOT, "modes.md")


@pytest.mark.parametrize("question", ["inside", "names", "ports", "client0"])
def test_same_question(question: str) -> None:
    """Each mode is asked by the same commands, and a bridge of one's own too, where it is asked."""
    every = [*MODES, *(["own"] if (ROOT / f"snippets/modes/own-{question}.sh").exists() else [])]
    asked = [Step(ROOT, f"modes/{mode}-{question}") for mode in every]
    assert len({step.bash.code for step in asked}) == 1
    assert len({one.code for step in asked[: len(MODES)] if (one := step.own("python"))}) <= 1


def test_same_question_on_nat() -> None:
    """So is NAT, except that `none` has no client to tell of, and that what is removed differs."""
    way_in = {mode: Step(ROOT, f"modes/{mode}-in").bash.code for mode in MODES}
    assert way_in["bridge"] == way_in["host"] == way_in["container"]
    assert way_in["bridge"].startswith(way_in["none"])
    assert len({Step(ROOT, f"modes/{mode}-out").bash.code.rpartition("\n")[0] for mode in MODES}) == 1


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.language)
def test_answers_were_shown(page: Page) -> None:
    """What an answer quotes, the step that it links to has printed; nothing is quoted without a link."""
    quoted = 0
    for row in rows(page, "compare"):
        for mode, cell in zip(MODES, row[1:], strict=True):
            for text, target in LINK.findall(cell):
                (step,) = linked(page, target)
                assert step.name.startswith((f"modes/{mode}-", *SEVERAL)), f"{row[0]}, {mode}: {target}"
                for code in CODE.findall(text):
                    for engine in GENERATIONS.values():
                        assert code in printed([step], engine), f"{row[0]}, {mode}: {step.name} did not print {code}"
                    quoted += 1
    assert quoted > 30
