"""The cheat sheet is one page of paper, and has no command or error on it that was not run or seen."""

import re

import pytest
from playwright.sync_api import Page as Tab

from host0.page import Page
from tests.conftest import ROOT
from tests.tables import CODE, LINK, linked, outputs, pages, rows

PAGES = pages(ROOT, "cheatsheet.md")
LANGUAGES = [page.language for page in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=LANGUAGES)
def test_commands_were_run(page: Page) -> None:
    """Each command stands in a snippet of the section that its row links to."""
    table = rows(page, "commands")
    assert len(table) > 10
    for _, commands, where in table:
        ((_, target),) = LINK.findall(where)
        code = "\n".join(step.bash.code for step in linked(page, target))
        assert CODE.findall(commands)
        for command in CODE.findall(commands):
            assert command in code, f"nothing below {target} runs {command}"


@pytest.mark.parametrize("page", PAGES, ids=LANGUAGES)
def test_errors_were_seen(page: Page) -> None:
    """Each error stands, word by word, in an output of the section that its row links to."""
    table = rows(page, "errors")
    assert len(table) > 5
    for errors, _, _, where in table:
        ((_, target),) = LINK.findall(where)
        seen = "\n".join(outputs(snippet) for step in linked(page, target) for snippet in step.snippets())
        assert CODE.findall(errors)
        for error in CODE.findall(errors):
            assert error in seen, f"nothing below {target} has printed {error}"


@pytest.mark.parametrize("place", ["", "en/"])
def test_one_sheet(tab: Tab, address: str, place: str) -> None:
    """Printed on A4, it is a single page."""
    tab.goto(f"{address}{place}cheatsheet.html", wait_until="networkidle")
    sheet = tab.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    tab.goto(f"{address}{place}modes.html", wait_until="networkidle")
    assert len(re.findall(rb"/Type\s*/Page\b", tab.pdf(format="A4"))) > 1  # pages are counted at all
