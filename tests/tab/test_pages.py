"""Every page beside the machine: the parts that run there, by their buttons, and the exercises.

`make test-playground` runs all of them, in both languages and both browsers; CI, on a machine that has only booted, one
exercise, and looks at each page.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from host0.check import exercise
from host0.content import placeholder
from host0.content.project import Project
from host0.site.parts import parts
from tests.conftest import ROOT
from tests.helpers.firefox import COMMAND, firefox
from tests.site.test_tab import said
from tests.tab.reader import LIMIT, Reader

WHOLE = pytest.mark.skipif(os.environ.get("HOST0_TAB") != "article", reason="in full by make test-playground only")
PROJECT = Project(ROOT)
PARTS = parts(PROJECT)
OTHERS = [page for page in PARTS.pages if page not in {"index.md", exercise.PAGE}]
ABLE = [
    pytest.param(page, PARTS.able(part), id=f"{page}-{part.steps[0]}")
    for page in OTHERS
    for part in PARTS.pages[page]
    if PARTS.able(part)
]
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
@pytest.mark.parametrize(("name", "steps"), ABLE)
def test_part(page: Page, address: str, language: str, name: str, steps: list[str]) -> None:
    """A part of a page runs by its buttons on a fresh machine, and prints what the page shows for this Engine."""
    reader = Reader(page, address, language, name.replace(".md", ".html"))
    reader.start()
    reader.press_all(steps)
    for step in steps:
        reader.ends(step, "done")


@WHOLE
@pytest.mark.parametrize("one", EXERCISES, ids=lambda one: str(one.name))
def test_exercise(page: Page, address: str, language: str, one: exercise.Exercise) -> None:
    """Each exercise is red before its mend and after a wrong one, and green after the shortest one."""
    reader = Reader(page, address, language, "exercises.html")
    reader.start()
    begun(reader, one)
    checked(reader, one, "different")
    reader.enter(placeholder.fill(one.wrong[0], placeholder.LAB).strip().replace("\n", "; "))
    checked(reader, one, "different")
    reader.frame.locator("details.success").evaluate_all("all => all.forEach(one => { one.open = true })")
    reader.press(one.step("mend"))
    reader.ends(one.step("mend"), "done")
    checked(reader, one, "done")


@WHOLE
@pytest.mark.skipif(not shutil.which(COMMAND), reason=f"Debian's {COMMAND} is not installed")
@pytest.mark.parametrize(("name", "steps"), ABLE)
def test_firefox(tmp_path: Path, address: str, name: str, steps: list[str]) -> None:
    """So does a part in Firefox."""
    with firefox(tmp_path) as window:
        window.open(f"{address}en/{name.replace('.md', '.html')}")
        window.run("document.querySelector('.host0-tab button').click()")
        window.until("document.querySelector('#reset')?.hidden === false", LIMIT / 1000)
        for step in steps:
            place = f"#step-{step.replace('/', '-')} .host0-run"
            box = f"document.querySelector('#page').contentDocument.querySelector('{place}')"
            window.run(f"{box}.querySelector('button').click()")
            ended = f"(({box}.dataset.is.match(/done|different|failed/) ?? [])[0])"
            assert window.until(ended, LIMIT / 1000) == "done", window.run(f"return {box}.innerText")
