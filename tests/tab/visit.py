"""A page followed by its buttons, by scripts alone: the same in Chromium and Firefox."""

import json
import re
import time
from typing import Any

from playwright.sync_api import Error, Page

from host0.check.exercise import Exercise
from host0.content.page import PLACES
from tests.helpers.window import LOOK, Window
from tests.site.test_tab import said
from tests.tab.reader import LIMIT

ENDED = {"done", "different", "failed"}
PAGE = "document.querySelector('#page').contentDocument"


class Chromium(Window):
    """The window that Playwright drives."""

    refused = Error

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, address: str) -> None:
        """Load a page."""
        self._page.goto(address)

    def run(self, script: str) -> Any:
        """Run a script's body in the page, and return what it returns."""
        return self._page.evaluate(f"() => {{ {script} }}")

    def _rest(self) -> None:
        self._page.wait_for_timeout(LOOK * 1000)  # not asleep: what the page asks of Playwright is answered meanwhile


class Visit:
    """A reader of one page with a machine beside it, which runs when the constructor returns."""

    def __init__(self, window: Window, address: str, language: str, page: str) -> None:
        self._window, self.language = window, language
        self._window.open(f"{address}{PLACES[language]}{page.replace('.md', '.html')}")
        self._window.run("document.querySelector('.host0-tab button').click()")
        self._started()

    def _started(self) -> None:
        self._window.until("document.querySelector('#reset')?.hidden === false", LIMIT / 1000)

    def offered(self) -> list[tuple[str, str]]:
        """Return the steps to which the tab has added something, in the page's order, and why one cannot run."""
        found = self._window.run(
            f"return [...{PAGE}.querySelectorAll('[id^=step-] > .host0-run')].map((box) => [box.parentElement.id,"
            " box.firstElementChild.hidden ? box.children[1].textContent : ''])"
        )
        return [(step, why) for step, why in found]

    def press(self, place: str) -> str:
        """Press the button of a box, which a selector names, and return how that ended, and what it says.

        What the tab asks, if anything, is answered with what it proposes: steps that are missing run first, and what
        others have left goes with its machine.
        """
        box = f"{PAGE}.querySelector({json.dumps(place)})"
        begin = time.monotonic()
        self._window.run(
            f"{box}.querySelector('button').click(); {box}.querySelector(':scope > div > button')?.click()"
        )
        ended = f"({json.dumps(sorted(ENDED))}.includes({box}.dataset.is) && [{box}.dataset.is, {box}.innerText])"
        how, text = self._window.until(ended, LIMIT / 1000)
        print(f"{self.language} {place}: {how} after {time.monotonic() - begin:.1f} s", flush=True)
        return f"{how}: {text}"

    def step(self, name: str) -> str:
        """Run a step by its button. Return what is wrong with how it ended, or nothing."""
        ended = self.press(f"#step-{name.replace('/', '-')} > .host0-run")
        marks = "|".join(re.escape(said(self.language, word)) for word in ("done", "doneHidden"))
        return "" if re.match("done: ", ended) and re.search(marks, ended) else f"{name}: {ended}"

    def follow(self, parts: list[list[str]]) -> list[str]:
        """Run all steps of a page's parts, one after the other. Return what is wrong: a part is left where it fails."""
        wrong = []
        for steps in parts:
            if failed := next(filter(None, map(self.step, steps)), ""):
                wrong.append(failed)
                self._renew()
        return wrong

    def begin(self, one: Exercise) -> list[str]:
        """Start an exercise, on a machine that is fresh. Return what is wrong."""
        return self._said(one, f"#{one.name} + .host0-run", "done", "exerciseStarted")

    def mend(self, one: Exercise) -> list[str]:
        """Look at an exercise, mend it in the shortest way; check it before and after. Return what is wrong."""
        check = f"#{one.name} ~ details.tip + .host0-run"
        wrong = self._said(one, check, "different", "exerciseNotYet")
        wrong += filter(None, map(self.step, (one.step("see"), one.step("mend"))))
        return wrong + self._said(one, check, "done", "exerciseMended")

    def _said(self, one: Exercise, place: str, how: str, word: str) -> list[str]:
        ended = self.press(place)
        return [] if re.match(f"{how}: ", ended) and said(self.language, word) in ended else [f"{one.name}: {ended}"]

    def _renew(self) -> None:
        """Take a fresh machine: no button can be pressed until it runs."""
        self._window.run("document.querySelector('#reset').click()")
        button = f"{PAGE}.querySelector('.host0-run > button:not([hidden])')"
        self._window.until(f"{button}.disabled === false", LIMIT / 1000)
