"""host0 runs in the reader's tab: the real machine, from the built site, in a real browser.

`make test-playground` builds the machine, sets HOST0_TAB=article, and so lets the whole article run in both languages.
"""

import json
import os
import re
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

from host0 import placeholder, tab
from host0.page import pages
from host0.step import Step
from playground.pack import BLOCK
from tests.conftest import PLACES, ROOT
from tests.firefox import COMMAND, firefox
from tests.test_tab import said

BUILT = (ROOT / tab.MACHINE / tab.SUMS).is_file()
pytestmark = [
    pytest.mark.skipif(not BUILT, reason="the machine for the reader's tab is not built: make playground"),
    pytest.mark.timeout(3600),
]
WHOLE = pytest.mark.skipif(os.environ.get("HOST0_TAB") != "article", reason="in full by make test-playground only")
LIMIT = 150_000
"""Milliseconds that a step may take: an emulator on a busy machine."""


class Reader:
    """A person with the article and the machine beside it."""

    def __init__(self, page: Page, address: str, language: str) -> None:
        self.page, self.address, self.language = page, address, language
        self.frame = page.frame_locator("#page")
        self.entered = 0

    def open(self) -> None:
        """Open the article, and press its button."""
        self.page.goto(f"{self.address}{PLACES[self.language]}index.html")
        self.page.locator(".host0-tab button").click()

    def start(self) -> None:
        """Start the machine from the article."""
        self.open()
        self.started()

    def started(self) -> None:
        """Wait until the machine runs."""
        expect(self.page.locator("#reset")).to_be_visible(timeout=LIMIT)

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
    return [worker.url for worker in page.workers if "/machine/" in worker.url]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a new tab that may complain of nothing, and ask nobody."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("popup", lambda popup: wrong.append(popup.url))
    yield page
    context.close()
    assert not [text for text in wrong if "Failed to load resource" not in text]


@pytest.fixture
def reader(page: Page, address: str) -> Reader:
    """Return a reader of English, who has not started yet."""
    return Reader(page, address, "en")


@WHOLE
def test_article(page: Page, address: str, language: str) -> None:
    """Every step of the article, run by its button, prints what the page shows for this Engine."""
    reader = Reader(page, address, language)
    reader.start()
    steps = [name for _, name in pages(ROOT)["index.md"][language].calls]
    for number, name in enumerate(steps, 1):
        begin = time.monotonic()
        reader.press(name)
        reader.ends(name, "done")
        print(f"{language} {number} of {len(steps)}, {name}: {time.monotonic() - begin:.1f} s", flush=True)
    assert reader.frame.locator(".host0-run[data-is=done]").count() == len(steps) > 20


def test_first_step(page: Page, address: str, language: str) -> None:
    """A step is typed into its machine's terminal, its outcome told in the page's language, and kept in the other's."""
    reader = Reader(page, address, language)
    reader.start()
    reader.press("host/networks")
    expect(reader.box("host/networks")).to_have_attribute("data-is", re.compile("running|done"))
    reader.ends("host/networks", "done")
    reader.sees("docker network ls")
    expect(reader.box("host/networks")).to_contain_text(said(language, "done"))
    expect(page.locator("#state")).to_have_text(
        said(language, "stepDone") + {"zh": "1 步：和页面一致。", "en": "1: same as on the page."}[language]
    )
    other = "en" if language == "zh" else "zh"
    reader.frame.locator(".host0-languages a").click()
    expect(reader.frame.locator("html")).to_have_attribute("lang", other)
    expect(reader.box("host/networks")).to_contain_text(said(other, "done"))
    reader.frame.locator("article a[href='verified.html']").first.click()
    expect(reader.frame.locator("h1")).to_be_visible()
    page.go_back()
    expect(reader.box("host/networks")).to_contain_text(said(other, "done"))
    reader.sees("docker network ls")
    reader.press("host/interfaces")
    reader.ends("host/interfaces", "done")


def test_other_machine(reader: Reader) -> None:
    """client0 has a terminal of its own, which is shown when a step runs there, and a prompt in the reader's home."""
    reader.start()
    reader.type("hostname; ip -brief -4 address show eth0\n", "client0")
    reader.sees(placeholder.LAB["client0.ip"], "client0")
    reader.page.get_by_role("tab", name="host0").click()
    step = next(name for _, name in pages(ROOT)["index.md"]["en"].calls if Step(ROOT, name).bash.on == "client0")
    reader.press_only(step)
    expect(reader.page.locator("#panel-client0")).to_be_visible()
    reader.ends(step, "different")


def test_out_of_order(reader: Reader) -> None:
    """Out of order, it says which steps are missing, and runs them first if the reader likes, one after the other."""
    reader.start()
    reader.press("host/interfaces")
    box = reader.box("host/interfaces")
    expect(box).to_contain_text(said("en", "missing") + "1.")
    box.get_by_role("button", name=said("en", "first")).click()
    expect(reader.box("host/networks")).to_have_attribute("data-is", "running")
    expect(box).to_have_attribute("data-is", "waiting")
    reader.ends("host/interfaces", "done")
    assert reader.box("host/networks").get_attribute("data-is") == "done"


def test_difference(reader: Reader) -> None:
    """What the reader has changed shows in the output, line by line; and is no difference once it is undone."""
    reader.start()
    reader.type("ip link add extra type bridge\n")
    reader.press_only("host/interfaces")
    reader.ends("host/interfaces", "different")
    box = reader.box("host/interfaces")
    expect(box).to_contain_text(said("en", "different"))
    assert re.match(r"\+extra +DOWN", box.locator(".host0-come").inner_text())
    assert not box.locator(".host0-gone").count()
    reader.type("ip link delete extra\n")
    reader.press_only("host/interfaces")
    reader.ends("host/interfaces", "done")


def test_status(reader: Reader) -> None:
    """Another exit status than the page's is told, with what was printed."""
    reader.start()
    reader.type("ip() { return 3; }\n")
    reader.press_only("host/interfaces")
    reader.ends("host/interfaces", "different")
    expect(reader.box("host/interfaces")).to_contain_text(said("en", "status") + "3;")
    expect(reader.box("host/interfaces").locator(".host0-gone").first).to_contain_text("lo")


def test_busy(reader: Reader) -> None:
    """While the reader's own command runs, a step does not push in; it says so, and runs once the shell is free."""
    reader.start()
    reader.type("echo begun$((1 + 1)); cat\n")
    reader.sees("begun2")
    reader.press_only("host/interfaces")
    expect(reader.box("host/interfaces")).to_have_attribute("data-is", "busy")
    expect(reader.box("host/interfaces")).to_contain_text("Ctrl+C")
    reader.page.wait_for_timeout(1000)
    assert reader.box("host/interfaces").get_attribute("data-is") == "busy"
    reader.type("")
    reader.page.keyboard.press("Control+d")
    reader.ends("host/interfaces", "done")


def test_interrupt(reader: Reader) -> None:
    """Ctrl+C ends what the reader has started, as on any terminal; Shift+Tab leaves it."""
    reader.start()
    reader.type("echo begun$((1 + 1)); sleep 1000\n")
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


def test_reset(reader: Reader) -> None:
    """Reset gives a fresh machine without asking for a file again, and the steps begin anew."""
    asked: list[str] = []
    reader.page.context.on("request", lambda request: asked.append(request.url))
    reader.start()
    reader.enter("touch /root/mine")
    reader.press("host/networks")
    reader.ends("host/networks", "done")
    before = {url for url in asked if "/machine/" in url}
    assert any("snapshot" in url for url in before)
    asked.clear()
    reader.page.locator("#reset").click()
    expect(reader.page.locator("#reset")).to_be_hidden()
    reader.started()
    assert reader.box("host/networks").get_attribute("data-is") == "idle"
    reader.enter("ls /root")
    expect(reader.page.locator("#panel-host0 .xterm-rows")).not_to_contain_text("mine")
    again = [url for url in asked if "/machine/" in url and url in before and not url.endswith(".mjs")]
    assert again == []
    reader.press("host/networks")
    reader.ends("host/networks", "done")
    assert len(machines(reader.page)) == 1


@pytest.mark.parametrize("files", ["**/disk/*.zst", "**/later.zst"])
@pytest.mark.parametrize("how", ["fetch", "wrong"])
def test_lacking_part(reader: Reader, files: str, how: str) -> None:
    """A part that does not come, or is a wrong one, holds the machine up until the reader tries again."""
    here = False

    def answer(route: Route) -> None:
        if here:
            route.continue_()
        elif how == "fetch":
            route.abort()
        else:
            route.fulfill(body=b"wrong")

    reader.page.context.route(files, answer)
    reader.start()
    reader.type("md5sum /usr/bin/perl* >/dev/null; echo $((900 + 99))\n")
    notice = reader.page.locator("#notice")
    expect(notice).to_contain_text(said("en", how), timeout=LIMIT)
    notice.get_by_role("button").click()
    expect(notice).to_contain_text(said("en", how), timeout=LIMIT)
    here = True
    notice.get_by_role("button").click()
    reader.sees("999")
    expect(notice).to_be_hidden()


def hot(site: Path) -> int:
    """Return how many chunks of the disk are fetched in advance."""
    machine = site / tab.PLACE / "tab" / "machine"
    about = json.loads((machine / "manifest.json").read_text())["disk"]
    blocks = int.from_bytes((machine / about["index"]).read_bytes()[:4], "little")
    return -(-blocks * BLOCK // int(about["chunk"]))


def test_offline(reader: Reader, site: Path) -> None:
    """Offline, what is here goes on; what is not is waited for, and comes when the reader is online again."""
    came: list[Request] = []
    reader.page.on("requestfinished", lambda request: came.append(request))  # noqa: PLW0108
    reader.start()
    deadline = time.monotonic() + LIMIT / 1000
    while len({request.url for request in came if "/disk/" in request.url and ".zst" in request.url}) < hot(site):
        assert time.monotonic() < deadline
        reader.page.wait_for_timeout(200)
    online = False

    def answer(route: Route) -> None:
        if online:
            route.continue_()
        else:
            route.abort("internetdisconnected")

    reader.page.context.route("**/*", answer)
    reader.press("host/networks")
    reader.ends("host/networks", "done")
    reader.type("md5sum /usr/bin/perl* >/dev/null; echo $((900 + 99))\n")
    notice = reader.page.locator("#notice")
    expect(notice).to_contain_text(said("en", "fetch"), timeout=LIMIT)
    online = True
    notice.get_by_role("button").click()
    reader.sees("999")
    reader.enter("dmesg | grep --count 'I/O error' | sed 's/^/errors:/'")
    reader.sees("errors:0")


def renderers(process: int) -> Iterator[int]:
    """Yield the browser's renderer processes below a process."""
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text().split():
            if b"--type=renderer" in Path(f"/proc/{child}/cmdline").read_bytes():
                yield int(child)
            yield from renderers(int(child))


def test_suspended(reader: Reader) -> None:
    """A tab that was suspended has the right time when it goes on."""
    reader.start()
    reader.type("date --set @86400; date +now:%Y\n")
    reader.sees("now:1970")
    stopped = list(renderers(os.getpid()))
    assert stopped
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    time.sleep(8)  # a suspension lasts: its length is what tells it
    for process in stopped:
        os.kill(process, signal.SIGCONT)
    year = time.strftime("%Y")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        reader.type("date +then:%Y\n")
        if f"then:{year}" in reader.page.locator("#panel-host0 .xterm-rows").inner_text():
            break
        reader.page.wait_for_timeout(500)
    else:
        pytest.fail("the clock stayed behind")


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


def test_no_way_out(reader: Reader) -> None:
    """The machine reaches nobody: it has a network of its own, with no route that leads out of it."""
    reader.start()
    reader.type("ip route show default | wc -l; curl -s -m 3 http://198.51.100.1/; echo status:$?\n")
    expect(reader.page.locator("#panel-host0 .xterm-rows")).to_contain_text(
        re.compile("status:(6|7|28)"), timeout=LIMIT
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_readable_by_everybody(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    """Axe finds nothing on the shell and the page in it, narrow or wide, with a machine that runs."""
    for width in (360, 1400):
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        reader = Reader(context.new_page(), address, "zh")
        reader.start()
        reader.enter("ls --color /")
        reader.press_only("host/interfaces")
        reader.ends("host/interfaces", "done")
        for frame in reader.page.frames:
            results = Axe().run(frame)
            assert results.violations_count == 0, f"{scheme}, {width}: {results.generate_report()}"
        context.close()


@pytest.mark.skipif(not shutil.which(COMMAND), reason=f"Debian's {COMMAND} is not installed")
def test_firefox(tmp_path: Path, address: str) -> None:
    """In Firefox, too, it starts, and steps print what the page shows; the whole article where that is asked for."""
    steps = [name for _, name in pages(ROOT)["index.md"]["en"].calls]
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
