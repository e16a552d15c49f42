"""A reader with host0 in a tab."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from host0.content.page import PLACES
from playground.node.tab import BUILD
from tests.site.test_tab import said

LIMIT = 300_000
"""Milliseconds that a step may take: an emulator on a busy machine."""

HAS_RUN = pytest.mark.skipif(
    not (BUILD / "touched.json").is_file(), reason="the machine has only booted: make playground"
)
"""For what needs a machine that has run the article: one that has only booted is larger than a browser keeps."""


class Reader:
    """A person with a page, the article if no other, and the machine beside it."""

    def __init__(self, page: Page, address: str, language: str, read: str = "index.html") -> None:
        self.page, self.address, self.language, self.read = page, address, language, read
        self.frame = page.frame_locator("#page")
        self.entered = 0

    def open(self) -> None:
        """Open the page, and press its button."""
        self.page.goto(f"{self.address}{PLACES[self.language]}{self.read}")
        self.page.locator(".host0-tab button").click()

    def start(self) -> None:
        """Start the machine from the page."""
        self.open()
        self.started()

    def started(self) -> None:
        """Wait until the machine runs."""
        expect(self.page.locator("#reset")).to_be_visible(timeout=LIMIT)

    def turn(self, read: str) -> None:
        """Go to another page, with the machine as it is."""
        self.read = read
        frame = next(frame for frame in self.page.frames if frame.parent_frame)
        frame.goto(f"{self.address}{PLACES[self.language]}{read}")

    def box(self, step: str) -> Locator:
        """Return what the tab has added to a step."""
        return self.frame.locator(f"#step-{step.replace('/', '-')} .host0-run")

    def press(self, step: str) -> None:
        """Press a step's button."""
        self.box(step).get_by_role("button").first.click()

    def press_only(self, step: str) -> None:
        """Press a step's button, and run it without those that come before."""
        self.press(step)
        self.box(step).get_by_role("button", name=said(self.language, "only")).click()

    def ends(self, step: str, how: str) -> None:
        """Wait until a step has ended as expected."""
        box = self.box(step)
        expect(box).to_have_attribute("data-is", re.compile("done|different|failed"), timeout=LIMIT)
        assert box.get_attribute("data-is") == how, box.inner_text()

    def type(self, text: str, place: str = "host0") -> None:
        """Type into a terminal."""
        self.page.get_by_role("tab", name=place).click()
        self.page.locator(f"#panel-{place} .xterm-screen").click()
        self.page.keyboard.type(text)

    def enter(self, command: str, place: str = "host0") -> None:
        """Enter a command, and wait until it has ended, by a text that is printed but not typed."""
        self.entered += 1
        self.type(f"{command}; echo ended$(({self.entered} + 1000))\n", place)
        self.sees(f"ended{self.entered + 1000}", place)

    def sees(self, text: str, place: str = "host0") -> None:
        """Wait until a terminal shows a text, whatever its blanks."""
        expect(self.page.locator(f"#panel-{place} .xterm-rows")).to_contain_text(text, timeout=LIMIT)


def machines(page: Page) -> list[str]:
    """Return the workers of machines that a page has."""
    return [worker.url for worker in page.workers if worker.url.endswith("/worker.mjs")]
