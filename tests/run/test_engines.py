"""Where engines differ, a step shows each one's output in a switch; a fourth engine is a line."""

import re
import shutil
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from host0.content.generation import DEFAULT, GENERATIONS
from host0.content.page import PLACES
from tests.conftest import ROOT, Copy, as_verified, copied, shrunk
from tests.helpers.server import served

BUILD = (sys.executable, "-m", "host0", "build")
OWN = {
    "networks.20.10.out": "as 20.10 says\n",
    "networks.28.5.out": "as 28.5 says\n",
    "networks.py.28.5.out": "as 28.5 says in Python\n",
    "curl-client0.28.5.out": "as 28.5 answers\n",
}
"""Outputs of the small project that differ from the default engine's, by their files."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a small copy's site, in which engines differ in two steps, each in its own way."""
    project = shrunk(copied(tmp_path_factory.mktemp("engines")))
    differ(project)
    with served(project.root / "site") as address:
        yield address


def differ(project: Copy) -> None:
    """Let engines differ in a copy, and build it."""
    for file, text in OWN.items():
        (project.root / "snippets/host" / file).write_text(text)
    as_verified(project)
    project.run(*BUILD).check_returncode()


def choose(step: Locator, engines: str) -> None:
    """Choose an engine in a step, as a mouse does."""
    step.get_by_text(engines, exact=True).locator("visible=true").click()


def shown(step: Locator) -> list[str]:
    """Return the outputs of a step that can be seen."""
    return [text.strip() for text in step.locator(".output:visible code").all_text_contents()]


def test_labels(address: str, tab: Page) -> None:
    """The newest engine comes first and is shown; engines that print the same share a button."""
    tab.goto(address + "en/index.html")
    labels = tab.locator("#step-host-networks .tabbed-block").first.locator(".engine label")
    assert labels.all_text_contents() == ["Docker 28.5", "Docker 26.1", "Docker 20.10"]
    assert tab.locator("#step-host-curl-client0 .engine label").all_text_contents() == [
        "Docker 28.5",
        "Docker 20.10, 26.1",
    ]
    assert tab.locator("#step-host-run .engine").count() == 0
    networks, curl = tab.locator("#step-host-networks"), tab.locator("#step-host-curl-client0")
    assert shown(networks) == ["as 28.5 says"]
    assert shown(curl) == ["as 28.5 answers"]


def test_chosen_in_all(address: str, tab: Page) -> None:
    """An engine chosen in one step is shown in all that differ, also where it shares a button, and stays chosen."""
    tab.goto(address + "en/index.html")
    networks, curl = tab.locator("#step-host-networks"), tab.locator("#step-host-curl-client0")
    choose(networks, "Docker 28.5")
    assert shown(networks) == ["as 28.5 says"]
    assert shown(curl) == ["as 28.5 answers"]
    tab.goto(address + "index.html")
    assert shown(curl) == ["as 28.5 answers"]
    tab.reload()
    assert shown(curl) == ["as 28.5 answers"]
    choose(networks, "Docker 20.10")
    assert shown(networks) == ["as 20.10 says"]
    assert "Welcome to nginx!" in shown(curl)[0]
    choose(curl, "Docker 28.5")
    choose(curl, "Docker 20.10、26.1")
    assert "NETWORK ID" in shown(networks)[0]


def test_chosen_in_another_tab(address: str, tab: Page) -> None:
    """A page that is open follows a choice made in another tab of the browser."""
    tab.goto(address + "en/index.html")
    other = tab.context.new_page()
    other.goto(address + "index.html")
    choose(other.locator("#step-host-networks"), "Docker 20.10")
    expect(tab.locator("#step-host-networks").get_by_role("radio", name="Docker 20.10").first).to_be_checked()


def test_beside_languages_of_code(address: str, tab: Page) -> None:
    """An engine is chosen in the Bash tab and the Python tab alike, and neither choice disturbs the other."""
    tab.goto(address + "en/index.html")
    networks = tab.locator("#step-host-networks")
    networks.get_by_text("Python", exact=True).click()
    assert shown(networks) == ["as 28.5 says in Python"]
    choose(networks, "Docker 20.10, 26.1")
    expect(networks.get_by_text("docker.from_env()")).to_be_visible()
    tab.reload()
    expect(networks.get_by_text("docker.from_env()")).to_be_visible()
    assert "bridge" in shown(networks)[0]
    networks.get_by_text("Bash", exact=True).click()
    assert "NETWORK ID" in shown(networks)[0]


def test_by_keyboard_and_by_ear(address: str, tab: Page) -> None:
    """Arrow keys choose an engine; a screen reader is told what the buttons are for, and which one is chosen."""
    tab.goto(address + "en/index.html")
    group = tab.locator("#step-host-curl-client0").get_by_role("group", name="Output, by Docker version")
    first = group.get_by_role("radio", name="Docker 28.5")
    expect(first).to_be_checked()
    first.focus()
    outline = "one => getComputedStyle(one.nextElementSibling).outlineStyle"
    tab.keyboard.press("ArrowRight")
    second = group.get_by_role("radio", name="Docker 20.10, 26.1")
    expect(second).to_be_checked()
    expect(second).to_be_focused()
    assert second.evaluate(outline) == "solid"
    assert "Welcome to nginx!" in shown(group.locator(".."))[0]


def test_without_script_and_on_paper(address: str, browser: Browser) -> None:
    """Without JavaScript the switch works, a step at a time; on paper every output follows its engines."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    tab = context.new_page()
    tab.goto(address + "en/index.html")
    curl = tab.locator("#step-host-curl-client0")
    choose(curl, "Docker 20.10, 26.1")
    assert "Welcome to nginx!" in shown(curl)[0]
    tab.emulate_media(media="print")
    printed = re.findall("Docker [0-9., ]*[0-9]$|Welcome to nginx!|as 28.5 answers", curl.inner_text(), re.MULTILINE)
    assert printed == ["Docker 28.5", "as 28.5 answers", "Docker 20.10, 26.1", "Welcome to nginx!"]
    context.close()


def test_strange_choice(address: str, tab: Page) -> None:
    """A choice that this site does not know (an engine of yesterday) leaves the newest outputs shown."""
    tab.goto(address + "en/index.html")
    tab.evaluate("localStorage.setItem('host0.engine', '1.13')")
    tab.reload()
    assert shown(tab.locator("#step-host-curl-client0")) == ["as 28.5 answers"]


def test_fits(address: str, browser: Browser) -> None:
    """On the narrowest phone the buttons wrap, and the page does not scroll sideways."""
    context = browser.new_context(viewport={"width": 320, "height": 800})
    tab = context.new_page()
    for place in ("", "en/"):
        tab.goto(address + place + "index.html")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


FOURTH = "29.9"


def test_fourth(small: Copy) -> None:
    """An engine more is a line: it can be chosen, tested, recorded, and is in switch and ledger."""
    small.edit("host0/content/generation.py", '"forky"),', f'"forky"),\n        Generation("{FOURTH}", "sid"),')
    (small.root / f"snippets/host/curl-client0.{FOURTH}.out").write_text("as the fourth answers\n")
    for language in PLACES:
        shutil.copy(ROOT / "docs" / language / "ledger.md", small.root / "docs" / language)
        (small.root / "docs" / language / "verified.md").write_text("# Verified\n", encoding="utf-8")  # linked there
        small.edit(f"docs/{language}/index.md", "# Small\n", "# Small\n\n## It answers { #answers .claim }\n")
    (small.root / "docs/claims").mkdir()
    (small.root / "docs/claims/index.yml").write_text(
        "answers:\n  setup: [host/networks, host/run]\n  shows:\n"
        f"    - {{is: as the fourth answers, in: host/curl-client0, engines: {FOURTH}}}\n"
        f"    - {{has: title, in: host/curl-client0, engines: '{', '.join(GENERATIONS)}'}}\n"
        "  clean-up: [host/small-clean-up]\n"
    )
    small.edit("mkdocs.yml", "  - index.md\n", "  - index.md\n  - ledger.md\n  - verified.md\n")
    as_verified(small)
    small.run(*BUILD).check_returncode()
    for place in PLACES.values():
        page = (small.root / "site" / place / "index.html").read_text(encoding="utf-8")
        assert f'data-engines="{FOURTH}"' in page
        assert "as the fourth answers" in page
        assert f"{FOURTH}.9" in page
        ledger = (small.root / "site" / place / "ledger.html").read_text(encoding="utf-8")
        assert ledger.count(f"<th>{FOURTH}</th>") == 1
        assert f"<td>{FOURTH}.9</td>" in ledger  # the newest, from which the others differ
        assert f"<td>{DEFAULT.name}.9 ≠</td>" in ledger
        claim = re.search(r'<tr>\n<td><a href="index.html#answers">.*?</tr>', ledger, re.DOTALL)
        assert claim
        assert FOURTH in claim[0]
    one = small.pytest("docs", "--collect-only", "-q", "--engines", FOURTH)
    assert f"docs/en/index.md::bash-{FOURTH}:line:" in one.stdout
    every = small.pytest("docs", "--collect-only", "-q", "--engines", "all")
    assert {re.sub(":line.*", "", line) for line in every.stdout.splitlines() if "en/index.md::bash-" in line} == {
        f"docs/en/index.md::bash-{name}" for name in (*GENERATIONS, FOURTH)
    }
