"""On a phone: the keys that its keyboard lacks, what a finger can press, and a terminal above the keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.tab.reader import Reader

FINGER = 44
"""Pixels that a target has at least: WCAG 2.2, 2.5.5."""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Return a tab on a small phone."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def test_phone(phone: Page, address: str, language: str) -> None:
    """All buttons of the pane are large enough, none is off the screen, and two rows hold those above the terminal."""
    reader = Reader(phone, address, language)
    reader.start()
    for button in phone.locator("#pane button:visible").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= FINGER, button.inner_text()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    tops = phone.locator("#pane header button:visible").evaluate_all("all => all.map((one) => one.offsetTop)")
    assert len(set(tops)) == 1
    divider = phone.locator("#divider").bounding_box()
    assert divider
    assert divider["height"] >= 24


def test_keys(phone: Page, address: str) -> None:
    """Ctrl and the next letter interrupt; Tab completes; an arrow brings the last command back; the focus stays."""
    reader = Reader(phone, address, "en")
    reader.start()
    keys = phone.locator("#keys")
    reader.type("sh -c 'echo begun$((1 + 1)); exec sleep 1000'\n")
    reader.sees("begun2")
    keys.get_by_role("button", name="Ctrl").tap()
    expect(keys.get_by_role("button", name="Ctrl")).to_have_attribute("aria-pressed", "true")
    phone.keyboard.type("c")
    expect(keys.get_by_role("button", name="Ctrl")).to_have_attribute("aria-pressed", "false")
    reader.type("echo over$((1 + 1)) >/tmp/kept-for-tab; cat /tmp/kept-for-tab\n")
    reader.sees("over2")
    phone.keyboard.type("cat /tmp/kept-f")
    keys.get_by_role("button", name="Tab").tap()
    phone.keyboard.type(" && echo again$((1 + 1))\n")
    reader.sees("again2")
    keys.get_by_role("button", name="Up").tap()
    phone.keyboard.type(" && echo thrice$((1 + 2))\n")
    reader.sees("thrice3")
    assert phone.evaluate("document.activeElement.closest('.screen') !== null")


def test_keyboard(phone: Page, address: str) -> None:
    """While the phone shows its keyboard, the terminal has what room is left, and the page comes back behind it."""
    reader = Reader(phone, address, "en")
    reader.open()
    screen = phone.locator("#panel-host0")
    expect(screen.locator(".xterm-screen")).to_be_visible()  # so the shell has begun
    phone.set_viewport_size({"width": 360, "height": 340})
    expect(phone.locator("#page")).to_be_hidden()
    box = screen.bounding_box()
    assert box
    assert box["height"] >= 150
    assert box["y"] + box["height"] <= 340
    phone.set_viewport_size({"width": 360, "height": 640})
    expect(phone.locator("#page")).to_be_visible()
