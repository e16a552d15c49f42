"""Every page beside the machine: its steps, by their buttons, and the exercises.

`make test-playground` follows each page from its first step to its last in Chromium in English and in Firefox in
Chinese; in the other two ways, it runs the first step of each part. CI, on a machine that has only booted, runs one
exercise, and looks at each page.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from host0.check import exercise
from host0.content import placeholder
from host0.content.project import Project
from host0.site.parts import parts
from host0.site.tab import ARTICLE
from tests.conftest import ROOT
from tests.helpers.firefox import COMMAND, firefox
from tests.helpers.window import Window
from tests.site.test_tab import said
from tests.tab.reader import LIMIT, Reader
from tests.tab.visit import Chromium, Visit

WHOLE = pytest.mark.skipif(os.environ.get("HOST0_TAB") != "article", reason="in full by make test-playground only")
PROJECT = Project(ROOT)
PARTS = parts(PROJECT)
OTHERS = [page for page in PARTS.pages if page not in {ARTICLE, exercise.PAGE}]
RUN = [page for page in PARTS.pages if PARTS.runs(page)]
FULL = {("chromium", "en"), ("firefox", "zh")}
"""The browsers and languages in which a page runs from its first step to its last."""
EXERCISES = exercise.exercises(PROJECT)


def checked(reader: Reader, one: exercise.Exercise, is_: str) -> None:
    """Press an exercise's check, and wait for what it says."""
    box = reader.frame.locator(f"#{one.name} ~ details.tip + .host0-run").first
    box.get_by_role("button").click()
    expect(box).to_have_attribute("data-is", re.compile("done|different|failed"), timeout=LIMIT)
    assert box.get_attribute("data-is") == is_, box.inner_text()
    expect(box).to_contain_text(said(reader.language, "exerciseMended" if is_ == "done" else "exerciseNotYet"))


def begun(reader: Reader, one: exercise.Exercise) -> None:
    """Start an exercise, and wait until its host0 is broken."""
    box = reader.frame.locator(f"#{one.name} + .host0-run")
    box.get_by_role("button").click()
    expect(box).to_contain_text(said(reader.language, "exerciseStarted"), timeout=LIMIT)


def test_pages(page: Page, address: str, language: str) -> None:
    """An exercise is broken unseen, and checked; each other page has its steps, or says why they cannot run."""
    if language == "zh" and os.environ.get("HOST0_TAB") != "article":
        pytest.skip("in both languages by make test-playground only")
    reader = Reader(page, address, language, "exercises.html")
    reader.start()
    one = EXERCISES[0]
    expect(reader.frame.locator(f"#{one.name} ~ details.warning").first).to_be_hidden()
    begun(reader, one)
    checked(reader, one, "different")
    expect(page.locator("#panel-host0 .xterm-rows")).not_to_contain_text("docker")
    solved = reader.frame.locator(f"#{one.name} ~ details.success").first
    assert solved.get_attribute("open") is None
    reader.enter(placeholder.fill(PROJECT.step(one.step("mend")).bash.code, placeholder.LAB).replace("\n", "; "))
    checked(reader, one, "done")
    assert solved.get_attribute("open") is not None
    for name in OTHERS:
        reader.turn(name.replace(".md", ".html"))
        own = [step for part in PARTS.pages[name] for step in part.steps]
        expect(reader.frame.locator(".host0-run")).to_have_count(len(own))
        expect(reader.frame.locator(".host0-run > .md-button:not([hidden])")).to_have_count(len(PARTS.runs(name)))
        for step in [step for step in own if step in PARTS.cannot][:1]:
            expect(reader.box(step)).to_contain_text(PARTS.cannot[step].what)
    reader.turn("reference.html")
    reader.press("facts/networks")
    expect(reader.box("facts/networks")).to_contain_text(said(language, "littered"))
    reader.box("facts/networks").get_by_role("button", name=said(language, "here")).click()
    reader.ends("facts/networks", "done")


@WHOLE
@pytest.mark.parametrize("one", EXERCISES, ids=lambda one: str(one.name))
def test_exercise(reader: Reader, one: exercise.Exercise) -> None:
    """Each exercise is red before its mend and after a wrong one, and green after the shortest one."""
    reader.read = "exercises.html"
    reader.start()
    begun(reader, one)
    checked(reader, one, "different")
    reader.enter(placeholder.fill(one.wrong[0], placeholder.LAB).strip().replace("\n", "; "))
    checked(reader, one, "different")
    reader.frame.locator("details.success").evaluate_all("all => all.forEach(one => { one.open = true })")
    reader.press(one.step("mend"))
    reader.ends(one.step("mend"), "done")
    checked(reader, one, "done")


@pytest.fixture(params=["chromium", "firefox"])
def browsed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Window]]:
    """Return each browser in turn: its name, and a window of it."""
    if request.param == "chromium":
        yield request.param, Chromium(request.getfixturevalue("page"))
    elif not shutil.which(COMMAND):
        pytest.skip(f"Debian's {COMMAND} is not installed")
    else:
        with firefox(tmp_path) as window:
            yield request.param, window


@WHOLE
@pytest.mark.parametrize("name", RUN)
def test_page(browsed: tuple[str, Window], address: str, language: str, name: str) -> None:
    """By its buttons, a page's steps run, and each is marked done; those that cannot run say why.

    All of them in `FULL`, and of the article anywhere; elsewhere the first one of each part, on a fresh machine: what
    runs, and what it is compared with, is one file for both languages and all browsers.
    """
    browser, window = browsed
    visit = Visit(window, address, language, name)
    whole = (browser, language) in FULL or name == ARTICLE
    if name == exercise.PAGE:
        assert not [wrong for one in EXERCISES for wrong in visit.begin(one) + (visit.mend(one) if whole else [])]
        return
    steps = [step for part in PARTS.pages[name] for step in part.steps]
    shown = visit.offered()
    assert [step for step, _ in shown] == [f"step-{step.replace('/', '-')}" for step in steps]
    for step, (_, why) in zip(steps, shown, strict=True):
        lacks = PARTS.cannot.get(step)
        assert why.startswith(said(language, f"cannot{lacks.kind.title()}")) if lacks else not why, step
    able = [[step for step in part.steps if step not in PARTS.cannot] for part in PARTS.pages[name]]
    assert not visit.follow([part if whole else part[:1] for part in able])
