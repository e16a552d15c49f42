"""A page as its reader meets it: alone in the world, light, readable by everybody, on paper and from disk."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.helpers.axe import violations
from tests.helpers.pages import LAID_OUT, by_turns, names

LANGUAGES = {"zh": ("", "命名空间"), "en": ("en/", "namespace")}

INDEXED = 60_000
"""Milliseconds that a search may take: a page's first one waits for the index of the whole site."""


def search(tab: Page, typed: str, found: str = "") -> None:
    """Search as a reader does, and see a result with the word that is to be found, as typed if it is none other."""
    tab.keyboard.press("/")
    tab.locator(".md-search__input").press_sequentially(typed)
    tab.keyboard.press("End")  # an input method ends with a key; Playwright's Chinese comes without any
    result = tab.locator(".md-search-result__item").first
    expect(result).to_contain_text(found or typed, ignore_case=True, timeout=INDEXED)


@pytest.fixture
def complaints(tab: Page) -> Iterator[list[str]]:
    """Return what the browser complains of: refused by the policy, not found, failed. A test ends with none."""
    found: list[str] = []
    tab.on("console", lambda message: found.append(message.text) if message.type in {"error", "warning"} else None)
    yield found
    assert not found


@dataclass(frozen=True)
class Visit:
    """What came of a first look at a page, by a browser that knew nothing of the site."""

    asked: list[str]
    """Addresses that were asked for."""
    bytes: int
    """What the answers took on the wire."""
    policy: str
    """What the page lets the browser ask for."""
    complaints: list[str]


def visit(browser: Browser, address: str, some: list[str]) -> dict[str, Visit]:
    """Look at some pages, all at a time: most of a visit is to wait whether more is asked for."""
    opened = {name: browser.new_context().new_page() for name in some}
    answers: dict[str, list[Request]] = {name: [] for name in some}
    asked: dict[str, list[str]] = {name: [] for name in some}
    complaints: dict[str, list[str]] = {name: [] for name in some}

    def watch(name: str, tab: Page) -> None:
        tab.on("request", lambda request: asked[name].append(request.url))
        tab.on("requestfinished", lambda request: answers[name].append(request))  # noqa: PLW0108 - it takes no method of a list
        tab.on("console", lambda said: complaints[name].append(f"{said.type}: {said.text}"))
        tab.on("pageerror", lambda error: complaints[name].append(str(error)))

    for name, tab in opened.items():
        watch(name, tab)
        tab.goto(address + name, wait_until="commit")
    for tab in opened.values():
        tab.wait_for_load_state()
    before = -1  # not `networkidle`, which comes too soon where the scripts of a page are late
    while before != (now := sum(map(len, asked.values()))):
        before = now
        tab.wait_for_timeout(500)
    found = {}
    for name, tab in opened.items():
        policy = tab.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
        found[name] = Visit(asked[name], sum(weight(one) for one in answers[name]), policy, complaints[name])
        tab.context.close()
    return found


def weight(request: Request) -> int:
    """Return what a response took on the wire."""
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def test_first_view(browser: Browser, site: Path, address: str) -> None:
    """It costs at most 100 KiB, compressed; no page asks for anything but the site's own files, or may."""
    files = {address + path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    every = names(site)
    assert len(every) > 20
    for some in (every[first : first + 6] for first in range(0, len(every), 6)):
        for name, seen in visit(browser, address, some).items():
            own = {url.partition("?")[0].partition("#")[0] for url in seen.asked if not url.startswith("data:")}
            assert own <= files, name
            assert seen.policy.startswith("default-src 'none'; script-src 'self' 'sha256-"), name
            assert "unsafe" not in seen.policy, name
            assert not [one for one in seen.complaints if not one.startswith(("log:", "info:"))], name
            assert 30_000 < seen.bytes <= 100 * 1024, f"{name}: {seen.bytes} bytes"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("complaints")
def test_asks_nobody_else(tab: Page, site: Path, address: str, language: str) -> None:
    """Nothing is asked for but the site's own files, also while a reader searches and switches languages."""
    place, word = LANGUAGES[language]
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith("data:"):
            asked.append(request.url)

    tab.context.on("request", note)
    tab.goto(f"{address}{place}index.html")
    search(tab, word)
    tab.keyboard.press("Escape")
    tab.locator(".host0-languages a").click()
    tab.wait_for_load_state()
    tab.wait_for_timeout(500)
    files = {address + path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert {url.partition("?")[0].partition("#")[0] for url in asked} <= files


def test_policy_holds(tab: Page, address: str) -> None:
    """What the policy does not name is refused: another origin, and inline code that is not the page's own."""
    tab.goto(address + "index.html")
    refused = tab.evaluate(
        """() => new Promise(done => {
            const seen = []
            document.addEventListener("securitypolicyviolation", event => {
                if (seen.push(event.effectiveDirective) == 3) done(seen.sort())
            })
            const add = (name, rest) => document.body.append(Object.assign(document.createElement(name), rest))
            add("script", { textContent: "window.owned = true" })
            add("img", { src: "http://127.0.0.1:9/" })
            fetch("http://127.0.0.1:9/").catch(() => {})
        })"""
    )
    assert refused == ["connect-src", "img-src", "script-src-elem"]
    assert tab.evaluate("window.owned") is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("complaints")
def test_works_from_disk(tab: Page, site: Path, language: str) -> None:
    """The built folder, opened without a server, has its styles, links and search, and a result leads to its page."""
    place, word = LANGUAGES[language]
    other = {"zh": "en/", "en": ""}[language]
    tab.goto((site / place / "verified.html").as_uri())
    assert tab.locator(".md-header").evaluate("one => getComputedStyle(one).position") == "sticky"
    tab.locator(".host0-languages a").click()
    assert tab.url == (site / other / "verified.html").as_uri()
    tab.locator(".host0-languages a").click()
    search(tab, word)
    tab.locator(".md-search-result__link").first.click()
    tab.wait_for_url(f"{(site / place).as_uri()}/*.html*")


LOOKS: list[tuple[Literal["light", "dark"], int]] = [("light", 320), ("dark", 1400)]


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_readable_by_everybody(
    browser: Browser, site: Path, address: str, scheme: Literal["light", "dark"], width: int
) -> None:
    """Axe finds nothing on any page: each is light and narrow in one language, dark and wide in the other."""
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900})
    tab = context.new_page()
    for name in by_turns(site, LOOKS.index((scheme, width))):
        tab.goto(address + name)
        # Axe has no opinion of its own on the size of links; Lighthouse has.
        results = violations(tab, rules={"target-size": {"enabled": True}})
        assert results.violations_count == 0, f"{name}, {scheme}, {width}: {results.generate_report()}"
    context.close()


def test_first_screen_stays(tab: Page, site: Path, address: str) -> None:
    """What a reader sees first has its place at once: none of it is laid out only when it is reached."""
    tab.set_viewport_size({"width": 390, "height": 844})
    for name in names(site):
        tab.goto(address + name)
        tab.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")  # it is drawn
        # Not of what is inside of something not drawn: Chromium may not know its place yet.
        late = tab.evaluate(
            """() => [...document.querySelectorAll("article :is(.step, .tabbed-content, .output), article > *")].filter(
                (one) => one.checkVisibility({ contentVisibilityAuto: true }) &&
                    one.getBoundingClientRect().top < innerHeight &&
                    getComputedStyle(one).contentVisibility === "auto",
            ).map((one) => one.outerHTML.slice(0, 80))"""
        )
        assert not late, name


PLACED = """async (id) => {
    const look = () => [document.getElementById(id).getBoundingClientRect().top,
        document.querySelector(".md-header").getBoundingClientRect().bottom,
        document.documentElement.scrollHeight - innerHeight - scrollY]
    let seen = []
    for (let still = 0, frame = 0; still < 10 && frame < 200; frame++) {
        await new Promise(requestAnimationFrame)
        const now = look()
        still = now.every((one, index) => one === seen[index]) ? still + 1 : 0
        seen = now
    }
    return seen
}"""
"""Returns where a heading is, where the header above it ends, and what is left to scroll, once none of that moves."""

WIDTHS = [390, 1400]


@pytest.mark.parametrize("width", WIDTHS)
def test_links_lead_to_their_place(tab: Page, site: Path, address: str, width: int) -> None:
    """Who follows a link to a heading, or loads it anew, sees it at the top, and not under the header.

    Each page is narrow in one language, wide in the other.
    """
    tab.set_viewport_size({"width": width, "height": 844})
    for name in by_turns(site, WIDTHS.index(width)):
        tab.goto(address + name)
        ids = tab.evaluate("[...document.querySelectorAll('article :is(h2, h3)[id]')].map((one) => one.id)")
        for id_ in ids[len(ids) // 2 : len(ids) // 2 + 1]:
            for follow in (lambda: tab.evaluate(f"location.hash = '{id_}'"), tab.reload):  # noqa: B023 (called at once)
                follow()
                place, above, rest = tab.evaluate(PLACED, id_)
                assert above <= place < 120 or rest < 1, f"{name}#{id_}: at {place}, below a header of {above}"


RESTYLED = """() => {
    window.restyled = []
    const html = () => document.documentElement
    new MutationObserver((all) => {
        for (const { target, oldValue } of all)
            if (target === html() && oldValue !== html().className && oldValue !== "no-js") restyled.push(oldValue)
    }).observe(document, { attributeFilter: ["class"], attributeOldValue: true, subtree: true })
}"""
"""Notes what has a browser compute all styles anew: marks of the whole page, once it is there."""


def test_styled_once(tab: Page, address: str) -> None:
    """A page in the colors that it has from the start is told nothing that has all of its styles computed anew."""
    tab.add_init_script(f"({RESTYLED})()")
    tab.goto(f"{address}verified.html", wait_until="networkidle")
    assert tab.evaluate("restyled") == []
    styles = tab.locator("style").all_text_contents()
    assert not [style for style in styles if "data-md-color-switching" in style]  # the theme's own mark, as it loads
    scheme = tab.locator("meta[name=color-scheme]")
    assert scheme.count() == 0
    tab.locator("label[for=__palette_1]").click()
    expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(scheme).to_have_attribute("content", "dark")


PRINTED = """() => {
    const seen = (one) => {
        const { width, height } = one.getBoundingClientRect()
        return one.checkVisibility({ visibilityProperty: true }) && width > 0 && height > 0
    }
    const all = (some) => [...document.querySelectorAll(some)]
    return [all(".step .tabbed-block").filter((one) => !seen(one)),
        all(":is(.md-header, .md-sidebar, .md-footer, .md-search, .headerlink, .tabbed-labels)").filter(seen),
    ].map((some) => some.map((one) => one.outerHTML.slice(0, 80)))
}"""
"""Returns what is not seen of the steps, and what is seen that is for the screen."""


def test_on_paper(tab: Page, site: Path, address: str) -> None:
    """Printed, a page shows every tab of every step and nothing that is for the screen, and cuts nothing off."""
    for name in names(site):
        tab.goto(address + name)
        tab.emulate_media(media="print")
        lost, printed = tab.evaluate(PRINTED)
        assert not lost, f"{name}: not printed"
        assert not printed, f"{name}: printed"
        assert not tab.evaluate("[...document.querySelectorAll('pre > code')].some(c => c.scrollWidth > c.clientWidth)")


def test_folds_open_on_paper(browser: Browser, address: str) -> None:
    """Printed, what a page folds is there to read, without scripts too."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + "troubleshooting.html")
    folded = tab.locator("details .step").all()
    assert folded
    assert not any(step.is_visible() for step in folded)
    tab.emulate_media(media="print")
    assert all(step.is_visible() for step in folded)
    context.close()


def test_keeps_still(tab: Page, address: str) -> None:
    """For a reader who wants no motion, nothing moves."""
    tab.emulate_media(reduced_motion="reduce")
    tab.goto(address + "index.html")
    moving = "[...document.querySelectorAll('*')].some(one => parseFloat(getComputedStyle(one).transitionDuration) > 0)"
    assert not tab.evaluate(moving)
    tab.emulate_media(reduced_motion="no-preference")
    assert tab.evaluate(moving)


OUT_OF_REACH = """async () => {
    const lacking = () => [...document.querySelectorAll("pre > code")].filter(
        (one) => one.checkVisibility() && one.scrollWidth > one.clientWidth && one.getAttribute("tabindex") !== "0")
    // the page's observer is told a frame after the layout
    for (let frame = 0; frame < 100 && (frame < 2 || lacking().length); frame++)
        await new Promise(requestAnimationFrame)
    return lacking().map((one) => one.textContent)
}"""
"""Returns the wide blocks that the keyboard cannot reach: in one go, for there are many."""


WIDE = """async (width) => {
    // after a change of width, the theme moves its sidebar in or out
    for (let frame = 0; frame < 100 && document.documentElement.scrollWidth > width; frame++)
        await new Promise(requestAnimationFrame)
    return document.documentElement.scrollWidth
}"""
"""Returns how wide the page is, once it has settled."""


def test_only_blocks_scroll(browser: Browser, site: Path, address: str) -> None:
    """Wide outputs scroll inside their block, where the keyboard reaches them; no page scrolls sideways."""
    context = browser.new_context(bypass_csp=True)
    tab = context.new_page()
    for name in names(site):
        tab.set_viewport_size({"width": 320, "height": 900})
        tab.goto(address + name)
        for width in (320, 768, 1280, 3840):
            tab.set_viewport_size({"width": width, "height": 900})
            assert tab.evaluate(WIDE, width) <= width, f"{name}, {width}"
        tab.add_style_tag(content=LAID_OUT)
        for width in (3840, 1280, 768, 320):
            tab.set_viewport_size({"width": width, "height": 900})
            assert tab.evaluate(OUT_OF_REACH) == [], f"{name}, {width}"
    context.close()
