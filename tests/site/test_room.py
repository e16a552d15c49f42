"""A page where there is little room, and where there is nothing to show."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.site.test_reader import LANGUAGES

PHONE = ViewportSize(width=390, height=844)
SCREEN = ViewportSize(width=1400, height=900)
BROKEN = "found => found.filter(one => one.getClientRects().length > 1).map(one => one.textContent)"
SPLIT = """found => found.flatMap(one => [...one.textContent.matchAll(/\\S+/g)].filter(word => {
    const range = document.createRange()
    range.setStart(one.firstChild, word.index)
    range.setEnd(one.firstChild, word.index + word[0].length)
    return !word[0].includes("-") && range.getClientRects().length > 1
}).map(word => word[0]))"""
TOPS = "found => found.map(one => one.getBoundingClientRect().top)"
WIDER = "found => found.filter(one => one.scrollWidth > one.parentElement.closest('article').clientWidth).length"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["cheatsheet.html", "reference.html", "troubleshooting.html"])
def test_short_code_is_whole(tab: Page, address: str, language: str, page: str) -> None:
    """On a phone, a short word of code, as an option, is not broken behind its hyphen."""
    tab.set_viewport_size(PHONE)
    tab.goto(address + LANGUAGES[language][0] + page)
    short = tab.locator("code.whole")
    assert short.count()
    assert short.evaluate_all(BROKEN) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["cheatsheet.html", "troubleshooting.html"])
def test_words_of_a_message(tab: Page, address: str, language: str, page: str) -> None:
    """On a phone, a message in a table is broken between its words, not within one."""
    tab.set_viewport_size(PHONE)
    tab.goto(address + LANGUAGES[language][0] + page)
    messages = tab.locator("td code.spaced")
    assert messages.count()
    assert messages.evaluate_all(SPLIT) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["modes.html", "elsewhere.html"])
def test_rows(tab: Page, address: str, language: str, page: str) -> None:
    """On a phone, a table of text is a list: the cells of a row are one below the other, and no name is broken."""
    tab.goto(address + LANGUAGES[language][0] + page)
    rows = tab.locator(".rows")
    below = {}
    for size in (PHONE, SCREEN):
        tab.set_viewport_size(size)
        first, second = rows.locator("tbody tr:first-child td").evaluate_all(TOPS)[:2]
        below[size["width"]] = second > first
        assert rows.locator("code.whole").evaluate_all(BROKEN) == []
    assert below == {PHONE["width"]: True, SCREEN["width"]: False}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_ledger_fits(tab: Page, address: str, language: str, size: ViewportSize) -> None:
    """The ledger's claims are read without scrolling sideways, and no field asks for an address: nothing is copied."""
    tab.set_viewport_size(size)
    tab.goto(address + LANGUAGES[language][0] + "ledger.html")
    claims = tab.locator("#claims ~ :not(#steps ~ *) table")
    expect(claims.first).to_be_visible()
    assert claims.evaluate_all(WIDER) == 0
    assert tab.locator(".host0-ip").count()
    assert tab.locator(".host0-address").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_printed(tab: Page, address: str, language: str) -> None:
    """A step that prints nothing says so in a line without a heading; what a step prints has one."""
    tab.goto(address + LANGUAGES[language][0] + "recipes.html")
    empty = tab.locator(".step .empty").first
    expect(empty).to_be_visible()
    expect(empty.locator(".filename")).to_be_hidden()
    expect(tab.locator(".step .output:not(.empty) .filename").first).to_be_visible()
