"""All that a reader does with it, on the machine that has run the article: `make test-playground` builds that."""

import json
import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Request, Route, expect

from host0.content import placeholder
from host0.content.project import Project
from host0.content.step import Step
from host0.site import tab
from playground.publish.pack import BLOCK
from tests.conftest import ROOT
from tests.helpers.axe import violations
from tests.site.test_tab import said
from tests.tab.reader import HAS_RUN, LIMIT, Reader

pytestmark = HAS_RUN


def test_other_machine(reader: Reader) -> None:
    """client0 has a terminal of its own, which is shown when a step runs there, and a prompt in the reader's home."""
    reader.start()
    reader.type("hostname; ip -brief -4 address show eth0\n", "client0")
    reader.sees(placeholder.LAB["client0.ip"], "client0")
    reader.page.get_by_role("tab", name="host0").click()
    step = next(
        name for _, name in Project(ROOT).pages["index.md"]["en"].calls if Step(ROOT, name).bash.on == "client0"
    )
    reader.press_only(step)
    expect(reader.page.locator("#panel-client0")).to_be_visible()
    reader.ends(step, "different")


def test_out_of_order(reader: Reader) -> None:
    """Out of order, it says which steps are missing, and runs them first if the reader likes, one after the other."""
    reader.start()
    reader.press("host/networks")
    box = reader.box("host/networks")
    expect(box).to_contain_text(said("en", "missing") + "1.")
    box.get_by_role("button", name=said("en", "first")).click()
    expect(reader.box("host/run")).to_have_attribute("data-is", "running")
    expect(box).to_have_attribute("data-is", "waiting")
    reader.ends("host/networks", "done")
    assert reader.box("host/run").get_attribute("data-is") == "done"


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


@pytest.mark.parametrize("files", ["**/disk/*.zst", "**/later.zst"])
@pytest.mark.parametrize("how", ["fetch", "wrong"])
def test_lacking_part(reader: Reader, files: str, how: str) -> None:
    """A part that does not come, or is a wrong one, holds the machine up until the reader tries again."""
    here = False
    refused: list[str] = []

    def answer(route: Route) -> None:
        if here:
            route.continue_()
            return
        refused.append(route.request.url)
        if how == "fetch":
            route.abort()
        else:
            route.fulfill(body=b"wrong")

    reader.page.context.route(files, answer)
    reader.start()
    reader.type("md5sum /usr/bin/python3* >/dev/null; echo $((900 + 99))\n")
    notice = reader.page.locator("#notice")
    expect(notice).to_contain_text(said("en", how), timeout=LIMIT)
    before = len(refused)
    notice.get_by_role("button").click()
    while len(refused) == before:  # the words are those of the first time until it has asked again
        reader.page.wait_for_timeout(50)
    expect(notice).to_contain_text(said("en", how), timeout=LIMIT)
    here = True
    notice.get_by_role("button").click()
    reader.sees("999")
    expect(notice).to_be_hidden()


def hot(site: Path) -> int:
    """Return how many chunks of the disk are fetched in advance, those of memory and those of the article."""
    machine = next((site / tab.PLACE).glob("*/manifest.json")).parent
    about = json.loads((machine / "manifest.json").read_text())["disk"]
    index = (machine / about["index"]).read_bytes()
    early = sum(byte.bit_count() for byte in index[8 : 8 + -(-about["size"] // BLOCK // 8)])
    sizes = zip((early, int.from_bytes(index[:4], "little")), about["chunks"], strict=False)
    return sum(-(-blocks * BLOCK // size) for blocks, size in sizes)


def settled(reader: Reader, site: Path) -> None:
    """Start the machine, and wait until all that is fetched in advance has come, and nothing runs that reads more."""
    came: list[Request] = []
    reader.page.on("requestfinished", lambda request: came.append(request))  # noqa: PLW0108
    reader.start()
    deadline = time.monotonic() + LIMIT / 1000
    while len({request.url for request in came if "/disk/" in request.url and ".zst" in request.url}) < hot(site):
        assert time.monotonic() < deadline
        reader.page.wait_for_timeout(200)
    reader.enter("while pidof -q docker; do sleep 0.2; done")  # the warm-up


def test_offline(reader: Reader, site: Path) -> None:
    """Offline, what is here runs, and the page says that what needs another piece waits."""
    settled(reader, site)
    reader.press_only("host/networks")
    reader.ends("host/networks", "done")
    reader.page.context.route("**/*", lambda route: route.abort("internetdisconnected"))
    reader.type("md5sum /usr/bin/python3* >/dev/null; echo $((900 + 99))\n")
    notice = reader.page.locator("#notice")
    expect(notice).to_contain_text(said("en", "away"), timeout=LIMIT)
    notice.get_by_role("button").click()
    expect(notice).to_contain_text(said("en", "away"), timeout=LIMIT)


def test_lost_piece(reader: Reader, site: Path) -> None:
    """A piece of the disk that the server does not give stops the programs that need it, and no others."""
    settled(reader, site)
    lost: list[str] = []
    found = False

    def answer(route: Route) -> None:
        lost.append(route.request.url)
        if found or route.request.url != lost[0]:
            route.continue_()
        else:
            route.fulfill(status=503)

    reader.page.context.route("**/disk/*.zst", answer)
    reader.enter("tcpdump --version; echo status:$?")
    rows = reader.page.locator("#panel-host0 .xterm-rows")
    expect(rows).to_contain_text(re.compile(r"status:(126|135)"))  # not executable, or SIGBUS
    notice = reader.page.locator("#notice")
    expect(notice).to_contain_text(f"disk/{Path(lost[0]).name}: 503")
    reader.enter("python3 -c 'print(40 + 2)'")
    reader.sees("42")
    assert len(set(lost)) > 1, "the other program has read nothing"
    expect(notice).to_be_visible()
    found = True
    notice.get_by_role("button").click()
    expect(notice).to_be_hidden()
    reader.enter("tcpdump --version")
    reader.sees("libpcap version")


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
        context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900})
        reader = Reader(context.new_page(), address, "zh")
        reader.start()
        reader.enter("ls --color /")
        reader.press_only("host/interfaces")
        reader.ends("host/interfaces", "done")
        for frame in reader.page.frames:
            results = violations(frame)
            assert results.violations_count == 0, f"{scheme}, {width}: {results.generate_report()}"
        context.close()
