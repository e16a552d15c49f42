"""The cheat sheet is one page of paper, and has no command or error on it that was not run or seen."""

import re
from itertools import product

import pytest
from playwright.sync_api import Page as Tab

from host0.content.generation import GENERATIONS
from host0.content.page import Page
from tests.conftest import ROOT
from tests.helpers.tables import CODE, LINK, linked, pages, printed, rows

PAGES = pages(ROOT, "cheatsheet.md")
LANGUAGES = [page.language for page in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=LANGUAGES)
def test_commands_were_run(page: Page) -> None:
    """Each command stands in a snippet of the section that its row links to."""
    table = rows(page, "commands")
    assert len(table) > 10
    for _, commands, where in table:
        ((_, target),) = LINK.findall(where)
        code = "\n".join(step.bash.code for step in linked(page, target)).replace(" \\\n    ", " ")
        assert CODE.findall(commands)
        for command in CODE.findall(commands):
            assert command in code, f"nothing below {target} runs {command}"


@pytest.mark.parametrize("page", PAGES, ids=LANGUAGES)
def test_errors_were_seen(page: Page) -> None:
    """Each error was printed, word by word, in each section that its row links to, on the engines it names, or all."""
    table = rows(page, "errors")
    assert len(table) > 5
    for errors, meaning, where in table:
        targets = [target for _, target in LINK.findall(where)]
        engines = {name for name in GENERATIONS if name in meaning} or set(GENERATIONS)
        assert targets
        assert CODE.findall(errors)
        for target, error in product(targets, CODE.findall(errors)):
            seen = {name for name, one in GENERATIONS.items() if error in printed(linked(page, target), one)}
            assert seen == engines, f"below {target}, {seen or 'none'} of {engines} have printed {error}"


@pytest.mark.parametrize("place", ["", "en/"])
def test_one_sheet(tab: Tab, address: str, place: str) -> None:
    """Printed on A4, it is a single page."""
    tab.goto(f"{address}{place}cheatsheet.html", wait_until="networkidle")
    sheet = tab.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    tab.goto(f"{address}{place}modes.html", wait_until="networkidle")
    assert len(re.findall(rb"/Type\s*/Page\b", tab.pdf(format="A4"))) > 1  # pages are counted at all
