"""After one visit it starts without a network, and a new version takes the place of the one before."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.helpers.server import served
from tests.site.test_tab import said, shell
from tests.tab.reader import HAS_RUN, LIMIT, Reader

DATA = re.compile(r"\.(zst|gz|bin)$")
KEPT = """async (page) => {
    let machine = 0
    for (const name of await caches.keys())
        if (name.startsWith("host0 machine ")) machine = (await (await caches.open(name)).keys()).length
    return [Boolean(await caches.match(page)), machine]
}"""
"""Whether a page is kept, and how many files of a machine are."""

OTHER = "0123456789abcdef"

FORMER = "0" * 64
"""The SHA-256 of a file that no version has any more."""

PLANT = """async (hash) => {
    const name = (await caches.keys()).find((name) => name.startsWith("host0 machine "))
    await (await caches.open(name)).put(name.replace("host0 machine ", "") + hash, new Response("former"))
}"""
"""Keeps such a file."""

FILES = """async (hash) => {
    const name = (await caches.keys()).find((name) => name.startsWith("host0 machine "))
    return (await (await caches.open(name)).keys()).some(({ url }) => url.endsWith(hash))
}"""
"""Whether it is kept."""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser that remembers nothing yet."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    yield context
    context.close()


def visit(reader: Reader) -> set[str]:
    """Start the machine, run a step, and wait until all that was fetched is kept; return its addresses."""
    came: set[str] = set()

    def note(request: Request) -> None:
        if DATA.search(request.url):
            came.add(request.url)

    reader.page.context.on("requestfinished", note)
    reader.start()
    reader.press("host/run")
    reader.ends("host/run", "done")
    deadline = time.monotonic() + LIMIT / 1000
    while reader.page.evaluate(KEPT, f"{reader.address}en/index.html") != [True, len(came)]:
        assert time.monotonic() < deadline, (reader.page.evaluate(KEPT, f"{reader.address}en/index.html"), len(came))
        reader.page.wait_for_timeout(300)
    return came


def again(page: Page, address: str, site: Path) -> Reader:
    """Open the shell itself, as from a bookmark, and start."""
    reader = Reader(page, address, "en")
    page.goto(f"{address}{shell(site)}?en/index.html")
    page.locator("#notice").get_by_role("button", name=said("en", "start")).click()
    reader.started()
    return reader


@HAS_RUN
def test_without_a_network(context: BrowserContext, site: Path) -> None:
    """Once it has run, it starts where no server answers, with the page that was read, whose steps run."""
    page = context.new_page()
    with served(site) as address:
        visit(Reader(page, address, "en"))
    page.close()
    reader = again(context.new_page(), address, site)
    reader.press("host/run")
    reader.ends("host/run", "done")
    assert reader.page.url == f"{address}en/index.html"


@HAS_RUN
def test_new_version(context: BrowserContext, site: Path, tmp_path: Path) -> None:
    """A page starts its own version: the former is deleted, and what both have is not fetched again."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    page = context.new_page()
    with served(copy) as address:
        came = visit(Reader(page, address, "en"))
        before = shell(copy)
        (copy / before).parent.rename((copy / before).parent.with_name(OTHER))
        for file in [*copy.glob("*.html"), *copy.glob("en/*.html")]:
            file.write_text(file.read_text().replace(Path(before).parent.name, OTHER))
        page.evaluate(PLANT, FORMER)
        assert page.evaluate(FILES, FORMER)
        page.close()
        page = context.new_page()
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}{before}?en/index.html")  # kept, but the page beside it is of another version
        page.locator("#notice").get_by_role("button", name=said("en", "start")).click()
        reader = Reader(page, address, "en")
        reader.started()
        assert any(f"{OTHER}/shell.mjs" in url for url in asked)
        assert not [url for url in asked if "snapshot.zst" in url]
        assert any("snapshot.zst" in url for url in came)
        deadline = time.monotonic() + LIMIT / 1000
        while names := page.evaluate("caches.keys()"):
            shells = [name for name in names if not name.startswith("host0 machine ")]
            if len(shells) == 1 and OTHER in shells[0]:
                break
            assert time.monotonic() < deadline, names
            page.wait_for_timeout(300)
        while page.evaluate(FILES, FORMER):
            assert time.monotonic() < deadline
            page.wait_for_timeout(300)
