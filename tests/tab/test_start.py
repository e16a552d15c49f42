"""It starts, steps run on it, reset and stop do what they say, and what it prints stays in its terminal.

Enough for a machine that has only booted, which CI builds.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from host0.content import placeholder
from host0.content.page import PLACES
from host0.content.project import Project
from tests.conftest import ROOT
from tests.helpers.firefox import COMMAND, firefox
from tests.site.test_tab import said
from tests.tab.reader import LIMIT, Reader, machines


def test_first_step(page: Page, address: str, language: str) -> None:
    """A step is typed into its machine's terminal, its outcome told in the page's language, and kept in the other's."""
    if language == "en" and os.environ.get("HOST0_TAB") != "article":
        pytest.skip("in both languages by make test-playground only: test_pages runs steps in English")
    reader = Reader(page, address, language)
    reader.start()
    reader.press("host/run")
    expect(reader.box("host/run")).to_have_attribute("data-is", re.compile("running|done"))
    reader.ends("host/run", "done")
    reader.sees("--name=nginx")
    expect(reader.box("host/run")).to_contain_text(said(language, "done"))
    expect(page.locator("#state")).to_have_text(
        said(language, "stepDone") + {"zh": "1 步：输出与页面一致。", "en": "1: output matches the page."}[language]
    )
    other = "en" if language == "zh" else "zh"
    reader.frame.locator(".host0-languages a").click()
    expect(reader.frame.locator("html")).to_have_attribute("lang", other)
    expect(reader.box("host/run")).to_contain_text(said(other, "done"))
    reader.frame.locator("article a[href='verified.html']").first.click()
    expect(reader.box("host/run")).to_have_count(0)  # the former page has a heading too
    expect(reader.frame.locator("h1")).to_be_visible()
    page.go_back()
    expect(reader.box("host/run")).to_contain_text(said(other, "done"))
    reader.sees("--name=nginx")
    reader.press("host/networks")
    reader.ends("host/networks", "done")


def test_interrupt(reader: Reader) -> None:
    """Ctrl+C ends what the reader has started, as on any terminal; Shift+Tab leaves it."""
    reader.start()
    # said by what is to be ended: between two commands, the shell itself would take the Ctrl+C
    reader.type("sh -c 'echo begun$((1 + 1)); exec sleep 1000'\n")
    reader.sees("begun2")
    reader.page.keyboard.press("Control+c")
    reader.type("echo over$((1 + 1))\n")
    reader.sees("over2")
    reader.page.keyboard.press("Shift+Tab")
    assert not reader.page.evaluate("document.activeElement.closest('.screen') !== null")


def test_addresses(page: Page, address: str, language: str) -> None:
    """While it runs, the page shows the machine's addresses; the reader's own is kept, and back when it stops."""
    page.goto(f"{address}{PLACES[language]}index.html")
    page.locator("#host0-address").fill("10.1.2.3")
    reader = Reader(page, address, language)
    reader.start()
    article = reader.frame.locator("article")
    expect(reader.frame.locator("#host0-address")).to_be_disabled()
    expect(reader.frame.locator("#host0-address-tab")).to_have_text(re.compile(said(language, "address")[:20]))
    text = str(article.evaluate("one => one.textContent"))
    assert placeholder.LAB["host0.ip"] in text
    assert placeholder.LAB["client0.ip"] in text
    assert not [value for value in (*placeholder.PAGE.values(), "10.1.2.3") if value in text]
    other = page.context.new_page()
    other.goto(f"{address}en/index.html")
    other.locator("#host0-address").fill("10.1.2.4")
    other.close()
    assert set(reader.frame.locator(".host0-ip").all_text_contents()) == {placeholder.LAB["host0.ip"]}
    page.locator("#stop").click()
    expect(page.locator(".host0-ip").first).to_have_text("10.1.2.4")
    assert page.locator("#host0-address").is_enabled()
    assert not machines(page)


STEP = "host/networks"
"""A step that starts no container, which takes an emulator a minute: `test_first_step` has that."""


def test_reset(reader: Reader) -> None:
    """Reset gives a fresh machine without asking for a file again, and the steps begin anew."""
    asked: list[str] = []
    reader.page.context.on("request", lambda request: asked.append(request.url))
    reader.start()
    reader.enter("touch /root/mine")
    reader.press_only(STEP)
    reader.ends(STEP, "done")
    before = {url for url in asked if "/assets/tab/" in url}
    assert any("snapshot" in url for url in before)
    asked.clear()
    reader.page.locator("#reset").click()
    expect(reader.page.locator("#reset")).to_be_hidden()
    reader.started()
    assert reader.box(STEP).get_attribute("data-is") == "idle"
    reader.enter("ls /root")
    expect(reader.page.locator("#panel-host0 .xterm-rows")).not_to_contain_text("mine")
    again = [url for url in asked if url in before and not url.endswith(".mjs")]
    assert again == []
    reader.press_only(STEP)
    reader.ends(STEP, "done")
    assert len(machines(reader.page)) == 1


HOSTILE = (
    r"printf '\e]0;owned\a\e]2;owned\a\e]52;c;b3duZWQ=\a\e]8;;javascript:alert(1)\aa link\e]8;;\a\n"
    r"<img src=x onerror=alert(1)><script>alert(2)</script>\n\e[21t\e[14t\e[c\e[38;2;9;9;9mdark\e[m\n'; "
    r"printf '\e]1337;File=inline=1:AAAA\a\e_Gf=100;AAAA\e\\\ePq#0~\e\\the end\n'"
)
"""Sequences that set a title, the clipboard and a link, ask the terminal for what it then types, or show pictures."""


def test_hostile(reader: Reader) -> None:
    """Nothing that a program prints reaches the page, its title, the clipboard, or another window."""
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.start()
    reader.page.evaluate("navigator.clipboard.writeText('mine')")
    title = reader.page.title()
    before = reader.page.locator("#pane *").evaluate_all("all => [...new Set(all.map(one => one.localName))].sort()")
    reader.type(HOSTILE + "\n")
    expect(reader.page.locator("#panel-host0 .xterm-rows")).to_contain_text(
        re.compile("the end.*the end"), timeout=LIMIT
    )
    rows = reader.page.locator("#panel-host0 .xterm-rows")
    link = rows.locator("span", has_text=re.compile("^a link$")).or_(
        rows.locator("div", has_text=re.compile("^a link$"))
    )
    link.first.hover()
    link.first.click()
    expect(rows).to_contain_text("<img src=x onerror=alert(1)><script>alert(2)</script>")
    after = reader.page.locator("#pane *").evaluate_all("all => [...new Set(all.map(one => one.localName))].sort()")
    assert set(after) - set(before) <= {"span"}
    assert reader.page.title() == title
    assert reader.page.evaluate("navigator.clipboard.readText()") == "mine"
    assert len(reader.page.context.pages) == 1
    reader.page.wait_for_timeout(1000)
    assert "owned" not in rows.inner_text().split("the end")[-1]


@pytest.mark.skipif(not shutil.which(COMMAND), reason=f"Debian's {COMMAND} is not installed")
def test_firefox(tmp_path: Path, address: str) -> None:
    """In Firefox, too, it starts, and steps print what the page shows; the whole article where that is asked for."""
    steps = [name for _, name in Project(ROOT).pages["index.md"]["en"].calls]
    with firefox(tmp_path) as window:
        window.open(f"{address}en/index.html")
        window.run("document.querySelector('.host0-tab button').click()")
        window.until("document.querySelector('#reset')?.hidden === false", LIMIT / 1000)
        for name in steps if os.environ.get("HOST0_TAB") == "article" else steps[:2]:
            place = f"#step-{name.replace('/', '-')} .host0-run"
            box = f"document.querySelector('#page').contentDocument.querySelector('{place}')"
            window.run(f"{box}.querySelector('button').click()")
            ended = f"(({box}.dataset.is.match(/done|different|failed/) ?? [])[0])"
            assert window.until(ended, LIMIT / 1000) == "done", window.run(f"return {box}.innerText")
        window.run("document.querySelector('#stop').click()")
        window.until("document.querySelector('.host0-tab button')", 60)
