"""The reader's own address stands wherever host0's does, in what the copy button copies too."""

import contextlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from host0.check.verified import Verified
from host0.content import address as field
from host0.content.page import PLACES
from host0.content.project import Project
from host0.content.step import Step
from tests.conftest import ROOT, Copy, as_verified, launch

OWN = "192.168.7.31"
OWN6 = "2001:db8:7::31"


@pytest.fixture
def article(tab: Page, address: str, language: str) -> Page:
    """Return a tab with the article."""
    tab.goto(f"{address}{PLACES[language]}index.html")
    return tab


def enter(tab: Page, text: str) -> None:
    """Type an address, as it would be typed, and leave the field."""
    box = tab.locator("#host0-address")
    box.fill("")
    box.press_sequentially(text)
    box.press("Tab")


def shown(tab: Page) -> set[str]:
    """Return what stands in the places of host0's address."""
    return set(tab.locator(".host0-ip").all_text_contents())


def content(tab: Page) -> str:
    """Return the text of the whole page, tabs that are not chosen included."""
    return str(tab.locator("article").evaluate("article => article.textContent"))


def copied(tab: Page, step: str) -> str:
    """Return what a step's copy button copies."""
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.evaluate("navigator.clipboard.writeText('')")
    block = tab.locator(f"#step-{step} .command:visible")
    block.hover()
    block.locator("[data-md-type=copy]").click()
    tab.wait_for_function("async () => await navigator.clipboard.readText() !== ''")
    return str(tab.evaluate("navigator.clipboard.readText()"))


def test_every_place_follows_at_once(article: Page) -> None:
    """Commands, outputs and sentences show a new address while it is typed; other addresses stay as they are."""
    before = content(article)
    assert before.count(field.EXAMPLE) > 9
    article.locator("#host0-address").fill(OWN)
    after = content(article)
    assert after == before.replace(field.EXAMPLE, OWN)
    for text in (f"curl -s {OWN} | grep title", f'urlopen("http://{OWN}")', f"{OWN}:8080", f"eth0 {OWN}/24"):
        assert text in after
    assert "203.0.113.20" in after


def test_stays(article: Page, address: str) -> None:
    """The address is there after a reload, in the other language, and in a tab that was open all along."""
    other = article.context.new_page()
    other.goto(f"{address}en/index.html")
    enter(article, OWN)
    expect(other.locator(".host0-ip").first).to_have_text(OWN)
    assert shown(other) == {OWN}
    article.reload()
    assert shown(article) == {OWN}
    article.locator(".host0-languages a").first.click()
    article.wait_for_url(re.compile("index.html$|/$"))
    assert shown(article) == {OWN}
    assert article.locator("#host0-address").input_value() == OWN


def test_back(article: Page, address: str) -> None:
    """A page that the browser kept shows an address that was entered on another one since."""
    start = article.url
    article.goto(f"{address}en/index.html?other")
    enter(article, OWN)
    article.go_back()
    assert article.url == start
    expect(article.locator(".host0-ip").first).to_have_text(OWN)


def test_copies_the_command_alone(article: Page) -> None:
    """The copy button copies the command, with the address, without prompt, title, or output."""
    assert copied(article, "host-curl-host0") == f"curl -s {field.EXAMPLE} | grep title"
    enter(article, OWN)
    assert copied(article, "host-curl-host0") == f"curl -s {OWN} | grep title"
    article.reload()
    command = f"curl -s --retry 5 --retry-all-errors {OWN}:8080 | grep title"
    assert copied(article, "host-curl-bridge") == command
    article.locator("#step-host-curl-host0 label", has_text="Python").click()
    expect(article.locator("#step-host-curl-host0 .command").last).to_be_visible()
    assert f'urlopen("http://{OWN}")' in copied(article, "host-curl-host0")


def test_every_copy_button_copies_its_own(article: Page) -> None:
    """Each button's target is the block it stands in, in every tab; it has a name in the page's language."""
    name = {"zh": "复制", "en": "Copy to clipboard"}[str(article.locator("html").get_attribute("lang"))]
    for label in ("Bash", "Python"):
        first = article.locator("#step-host-networks")
        first.scroll_into_view_if_needed()
        first.locator("label a", has_text=label).click()
        expect(article.locator(".step .command:visible")).to_have_count(article.locator(".step").count())
        for command in article.locator(".step .command:visible").all():
            command.hover()  # a button is made when its reader comes near
            expect(command.get_by_role("button", name=name, exact=True)).to_have_count(1)
    wrong = article.locator("[data-md-type=copy]").evaluate_all(
        "all => all.filter(one => document.querySelector(one.dataset.clipboardTarget)"
        " !== one.closest('pre').querySelector(':scope > code')).length"
    )
    assert wrong == 0
    assert article.locator(".step [data-md-type=copy]").count() == article.locator(".step .command").count() > 30
    assert not article.locator(".output [data-md-type=copy]").count()


def test_steps_by_keyboard(article: Page, language: str) -> None:
    """Steps are named groups; arrows change the tab in all of them, and Tab leads to copy and to wide outputs."""
    words = {"zh": ("步骤 1，在 host0 上运行", "在 client0 上运行"), "en": ("Step 1, runs on host0", "runs on client0")}
    first, outside = words[language]
    group = article.get_by_role("group", name=first, exact=True)
    assert group.get_attribute("id") == "step-host-run"
    assert article.get_by_role("group", name=outside).count() > 1
    group.scroll_into_view_if_needed()
    expect(group.locator("[data-md-type=copy]").first).to_be_attached()  # as a reader's eye would
    group.get_by_role("radio", name="Bash").focus()
    article.keyboard.press("Tab")
    assert article.evaluate("document.activeElement.dataset.mdType") == "copy"
    article.keyboard.press("Shift+Tab")
    article.keyboard.press("ArrowRight")
    expect(group.get_by_text("docker.from_env()")).to_be_visible()
    article.locator("#step-host-networks").scroll_into_view_if_needed()
    expect(article.locator("#step-host-networks-python")).to_be_visible()
    for block in article.locator(".step code:visible").all():
        block.scroll_into_view_if_needed()
        if block.evaluate("one => one.scrollWidth > one.clientWidth"):
            expect(block).to_have_attribute("tabindex", "0")


def test_ipv6(article: Page) -> None:
    """An IPv6 address is bracketed in URLs, which is what curl takes, and bare everywhere else."""
    enter(article, OWN6.upper())
    assert shown(article) == {OWN6, f"[{OWN6}]"}
    text = content(article)
    assert f"curl -s [{OWN6}] | grep title" in text
    assert f'urlopen("http://[{OWN6}]")' in text
    assert f"eth0 {OWN6}/24" in text
    assert f"{OWN6}\thost0" in text
    assert article.locator("td .host0-ip").text_content() == OWN6
    command = f"curl -s --retry 5 --retry-all-errors [{OWN6}]:8080 | grep title"
    assert copied(article, "host-curl-bridge") == command


@pytest.fixture(scope="module")
def typed_in(browser: Browser, address: str) -> Iterator[dict[str, Page]]:
    """Return a tab with the article in each language: what is typed again and again needs no page of its own.

    Each has a browser's memory of its own: what is typed into the one would reach the other, and late at that.
    """
    with contextlib.ExitStack() as contexts:
        tabs = {language: contexts.enter_context(browser.new_context()).new_page() for language in PLACES}
        for language, tab in tabs.items():
            tab.goto(f"{address}{PLACES[language]}index.html")
        yield tabs


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("1.2.3.4/24", "prefix"),
        ("2001:db8::1/64", "prefix"),
        ("1.2.3.4:80", "port"),
        ("[2001:db8::1]:80", "port"),
        ("999.1.1.1", "four"),
        ("10.0.0", "four"),
        ("10.0.0.010", "four"),
        ("1.2.3.4.5", "four"),
        (":::1", "six"),
        ("1::2::3", "six"),
        ("1:2:3", "six"),
        ("12345::1", "six"),
        ("0.0.0.7", "nobody"),
        ("127.0.0.1", "nobody"),
        ("224.0.0.1", "nobody"),
        ("255.255.255.255", "nobody"),
        ("::1", "nobody"),
        ("::", "nobody"),
        ("ff02::1", "nobody"),
        ("fe80::1", "nobody"),
        ("host0", "other"),
        ("fe80::1%eth0", "other"),
        ("<script>alert(1)</script>", "other"),
        ("http://192.168.7.31", "other"),
        ("$(reboot)", "other"),
    ],
)
def test_refuses(typed_in: dict[str, Page], language: str, typed: str, reason: str) -> None:
    """Nonsense is refused with a word of why, told to screen readers too, and the last good address stays."""
    article = typed_in[language]
    enter(article, OWN)
    box, told = article.locator("#host0-address"), article.locator("#host0-address-wrong")
    assert (box.get_attribute("aria-invalid"), told.inner_text()) == (None, "")
    box.fill(typed)
    box.press("Enter")
    words = field.WORDS[language]
    assert told.inner_text() == f"{words[reason]} {words['kept'].format(address=OWN)}"
    assert told.get_attribute("aria-live") == "polite"
    assert "host0-address-wrong" in str(box.get_attribute("aria-describedby"))
    assert box.get_attribute("aria-invalid") == "true"
    assert shown(article) == {OWN}
    box.fill("10.1.2.3")
    assert (box.get_attribute("aria-invalid"), told.inner_text()) == (None, "")
    assert shown(article) == {"10.1.2.3"}


def test_nonsense_is_not_kept(article: Page) -> None:
    """What was refused is gone with the page; what was typed after it is there again."""
    enter(article, "nonsense")
    article.reload()
    assert shown(article) == {field.EXAMPLE}
    enter(article, "nonsense")
    article.locator("#host0-address").fill("10.1.2.3")
    article.reload()
    assert shown(article) == {"10.1.2.3"}


@pytest.mark.parametrize(
    ("typed", "is_"),
    [
        (" 10.0.0.1 ", "10.0.0.1"),
        ("１９２。１６８．７。３１", OWN),
        ("[2001:DB8:7:0:0:0:0:31]", OWN6),
        ("fd00::1:2", "fd00::1:2"),
    ],
)
def test_understands(tab: Page, address: str, typed: str, is_: str) -> None:
    """What a person may well type or paste is understood, full-width characters of an input method included."""
    tab.goto(address)
    enter(tab, typed)
    assert {text.strip("[]") for text in shown(tab)} == {is_}


def test_half_an_address_is_no_mistake(article: Page) -> None:
    """While an address is being typed, nothing is complained about."""
    box = article.locator("#host0-address")
    box.fill("192.16")
    assert article.locator("#host0-address-wrong").inner_text() == ""
    assert shown(article) == {field.EXAMPLE}


def test_reset(article: Page) -> None:
    """One click brings the example back, for good."""
    enter(article, OWN)
    enter(article, "nonsense")
    article.locator(".host0-address button").click()
    assert shown(article) == {field.EXAMPLE}
    assert article.locator("#host0-address").input_value() == field.EXAMPLE
    assert article.locator("#host0-address-wrong").inner_text() == ""
    article.reload()
    assert shown(article) == {field.EXAMPLE}


def test_stored_nonsense(article: Page) -> None:
    """What another program left in the browser's storage is checked like what is typed."""
    article.evaluate("localStorage.setItem('host0.address', '<b>1.2.3.4</b>')")
    article.reload()
    assert shown(article) == {field.EXAMPLE}


@pytest.fixture
def lenient(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Return a tab in which scripts may fail, but for ours: Material's own expect a storage and a web server.

    It has a profile on disk, as a reader's has: without one, Chromium can lose for good what a page from disk stored.
    """
    context = browser.browser_type.launch_persistent_context(tmp_path / "profile", **launch())
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(f"{error.stack}"))
    yield page
    context.close()
    assert not [error for error in errors if "host0.js" in error]


def test_without_storage(lenient: Page, address: str, language: str) -> None:
    """Where the browser has no storage, the address works on this page."""
    lenient.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    lenient.goto(f"{address}{PLACES[language]}index.html")
    assert lenient.evaluate("() => { try { localStorage } catch (error) { return error.name } }") == "SecurityError"
    enter(lenient, OWN)
    assert shown(lenient) == {OWN}
    lenient.locator(".host0-address button").click()
    assert shown(lenient) == {field.EXAMPLE}


def test_from_disk(lenient: Page, site: Path, language: str) -> None:
    """It works, and stays, when the built folder is opened from disk."""
    for _ in range(5):  # on a busy machine, Chromium now and then forgets what a page from disk stored
        lenient.goto((site / PLACES[language] / "index.html").as_uri())
        enter(lenient, OWN)
        assert shown(lenient) == {OWN}
        lenient.goto((site / "en/verified.html").as_uri())
        lenient.goto((site / "en/index.html").as_uri())
        if shown(lenient) == {OWN}:
            break
    assert shown(lenient) == {OWN}


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """Return a tab without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_javascript(bare: Page, address: str, language: str) -> None:
    """The page shows the example address everywhere, and no field that would do nothing."""
    bare.goto(f"{address}{PLACES[language]}index.html")
    assert shown(bare) == {field.EXAMPLE}
    assert not bare.locator(".host0-address").is_visible()
    assert bare.locator("#step-host-networks").is_visible()


BETWEEN = """() => {
    const block = document.querySelector(".host0-address").nextElementSibling
    return Boolean(block.querySelector(".host0-ip")) && block.contains(document.querySelector(".host0-ip"))
}"""


def test_field_where_it_is_needed(tab: Page, address: str, language: str) -> None:
    """A page has one field, labeled in its language, exactly if it shows host0's address and has steps to copy."""
    verified = Verified(Project(ROOT))
    for name, pair in Project(ROOT).pages.items():
        made_of = [pair[language].text]
        for snippet in (s for _, step in pair[language].calls for s in Step(ROOT, step).snippets()):
            made_of += [snippet.code, *(text for _, text in verified.outputs(snippet) if not snippet.hidden)]
        if "claim_table()" in pair[language].text:  # which says what must be seen, addresses too
            made_of += [claims.read_text(encoding="utf-8") for claims in (ROOT / "docs/claims").iterdir()]
        tab.goto(f"{address}{PLACES[language]}{name.replace('.md', '.html')}")
        wanted = int(bool(tab.locator(".host0-ip").count()))
        assert wanted == any("{host0.ip}" in text or "{{ host0.ip }}" in text for text in made_of), name
        used = bool(wanted and pair[language].calls)
        assert tab.locator(".host0-address").count() == used, name
        if used:
            assert tab.get_by_label(field.WORDS[language]["label"]).is_visible()
            assert tab.evaluate(BETWEEN), f"{name}: the field belongs right before the first block with the address"
            tab.locator("#host0-address").focus()
            assert tab.get_by_text(field.WORDS[language]["what"]).is_visible()
        elif not wanted:
            assert field.EXAMPLE not in content(tab)


def test_no_address_is_missed(site: Path, language: str) -> None:
    """Every occurrence of the example address in a page is one that the reader's replaces."""
    text = (site / PLACES[language] / "index.html").read_text(encoding="utf-8")
    marked = re.sub(r'<(t?span) class="host0-ip"( data-host)?>[\d.]+</\1>|<input [^>]*>', "", text)
    assert field.EXAMPLE not in re.sub(r"<[^>]+>", "", marked)
    assert not re.search(f"[{field.ALONE[0]}{field.HOST[0]}{field.TAB}]", text)


def test_refused_in_a_heading(small: Copy) -> None:
    """The build refuses the address in a heading, where it could not follow."""
    as_verified(small)
    small.edit("docs/en/index.md", "# Small", "# Small at {{ host0.ip }}")
    run = small.run(sys.executable, "-m", "host0", "build")
    assert run.returncode == 1
    assert "index.md: {{ host0.ip }} cannot stand in a heading" in run.stderr
    assert "Traceback" not in run.stderr


def test_script_is_short() -> None:
    """The script stays small enough to be read at a glance, and puts nothing into the page but text."""
    script = (ROOT / "web/page/host0.js").read_text(encoding="utf-8")
    assert len(script.splitlines()) < 100
    assert not re.search(r"innerHTML|eval|Function\(|\.on\w+ =", script)
