"""Search leads readers to the section that they mean, by what they type or paste, in their own language only."""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, Request, expect

from host0.content.page import PLACES
from host0.site import questions
from tests.check.test_reports import reports
from tests.conftest import ROOT
from tests.site.test_reader import INDEXED, search

FILE = Path(__file__).parents[1] / "helpers" / "searches.yml"
SEARCHES: dict[str, dict[str, list[str]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
FIRST = 3

FOUND = {
    "zh": [
        ("命名空间", {"命名", "空间"}),
        ("命名", {"命名"}),
        ("空间", {"空间"}),
        ("端口冲突", {"端口", "冲突"}),
        ("端口", {"端口"}),
        ("冲突", {"冲突"}),
        ("网卡", {"网卡"}),
        ("卡", {"网卡"}),
        ("nginx", {"nginx"}),
    ],
    "en": [
        ("namespace", {"namespace"}),
        ("namesp", {"namespace"}),
        ("port conflict", {"port", "conflict"}),
        ("address translation", {"address", "translation"}),
        ("nginx", {"nginx"}),
    ],
}

ASK = """async (all) => {
    const [field, meta, list] = ["input", "result__meta", "result__list"].map((one) =>
        document.querySelector(`.md-search-${one}, .md-search__${one}`))
    // the theme says how many there are and lists them in one go: once it has said so, they are there
    const say = (typed, done) => new Promise((answered, failed) => {
        const why = () => failed(new Error(`no answer to ${typed || "nothing"}: ${meta.textContent}`))
        const late = setTimeout(why, 60_000)
        new MutationObserver((_, observer) => {
            if (!done()) return
            observer.disconnect()
            clearTimeout(late)
            answered()
        }).observe(meta, { childList: true })
        field.value = typed
        field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
    })
    await say("", () => !list.children.length) // whatever was typed before is answered then
    const found = []
    for (const typed of all) {
        await say(typed, () => true)
        found.push([...list.children].flatMap((item) => {
            const sections = [...item.querySelectorAll("h2")].filter((one) => one.checkVisibility())
            return (sections.length ? sections : [...item.querySelectorAll("h1")]).map((one) => one.closest("a").href)
        }))
    }
    return found
}"""
"""Types all of some texts, and returns the links to sections that a reader then sees, from the top."""

Ask = Callable[[list[str]], list[list[str]]]


@pytest.fixture(scope="module", params=PLACES)
def asked(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[tuple[str, Ask]]:
    """Return each language, and what asks its search. Nothing but the site's own address may be asked for."""
    place = address + PLACES[request.param]
    tab = browser.new_context().new_page()
    foreign: list[str] = []

    def note(asking: Request) -> None:
        if not asking.url.startswith((address, "data:")):
            foreign.append(asking.url)

    tab.context.on("request", note)
    tab.goto(f"{place}index.html")
    tab.keyboard.press("/")
    search(tab, "nginx")

    def ask(typed: list[str]) -> list[list[str]]:
        found: list[list[str]] = tab.evaluate(ASK, typed)
        for links in found:
            assert all(link.startswith(f"{address}en/") == (request.param == "en") for link in links)
        return [[_section(link) for link in links] for links in found]

    yield str(request.param), ask
    tab.context.close()
    assert not foreign


def _section(link: str) -> str:
    """Return where a result leads, as `page.md#id`."""
    return re.sub(r"^.*/([^/]+)\.html(?:\?[^#]*)?", r"\1.md", link)


def _astray(ask: Ask, searches: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the texts that lead to none of their sections, and where they do lead."""
    return {
        typed: found[:FIRST]
        for (typed, sections), found in zip(searches.items(), ask([*searches]), strict=True)
        if not set(sections) & set(found[:FIRST])
    }


def test_leads(asked: tuple[str, Ask]) -> None:
    """What readers type leads to its section, among the first three results."""
    language, ask = asked
    assert len(SEARCHES[language]) > 60
    assert _astray(ask, SEARCHES[language]) == {}


def test_leads_with_a_typo(asked: tuple[str, Ask]) -> None:
    """It does so with a letter of a long word missing, doubled, or exchanged with the next one."""
    language, ask = asked
    typos = {mistyped(typed): sections for typed, sections in SEARCHES[language].items() if LONG.search(typed)}
    assert len(typos) > 40
    assert _astray(ask, typos) == {}


LONG = re.compile(r"[^\W\d_]{5,}")


def mistyped(typed: str) -> str:
    """Return a text with one mistake in one of its words of at least five letters, always the same one."""
    draw = random.Random(f"host0:{typed}")  # noqa: S311 (no secret)
    word = draw.choice([*LONG.finditer(typed)])
    letters = [*word[0]]
    place = draw.randrange(1, len(letters) - 1)
    kind = draw.choice(["dropped", "doubled", "exchanged"])
    if kind == "dropped":
        del letters[place]
    elif kind == "doubled":
        letters.insert(place, letters[place])
    else:
        letters[place : place + 2] = reversed(letters[place : place + 2])
    return typed[: word.start()] + "".join(letters) + typed[word.end() :]


def test_leads_from_messages(asked: tuple[str, Ask], site: Path) -> None:
    """Each message that a section lists leads to a section that lists it."""
    language, ask = asked
    listed: dict[str, list[str]] = {}
    for section in sections(site, language):
        for line in section["said"]:
            listed.setdefault(line, []).append(named(section))
    assert len(listed) > 60
    assert _astray(ask, listed) == {}


def test_leads_by_questions(asked: tuple[str, Ask]) -> None:
    """Words that people had for a problem, and that its section does not show, lead there."""
    language, ask = asked
    typed, section = {
        "en": ("registers instead", "troubleshooting.md#wrong-address"),
        "zh": ("部署", "programs-server.md#databases"),
    }[language]
    assert _astray(ask, {typed: [section]}) == {}


def test_questions(tmp_path: Path) -> None:
    """A section has its reports' words, Chinese ones two characters at a time, but none that all sections share."""
    reports = [
        {"section": "a#b", "literal": ["No ROUTE to 8123"], "symptom": "网卡没了"},
        {"section": "a#b", "literal": ["route", "route"], "symptom": "x"},
        *[{"section": "c#d", "literal": ["no"], "symptom": "host 网卡"}] * 20,
    ]
    file = tmp_path / questions.FILE
    file.parent.mkdir()
    file.write_text(yaml.safe_dump(reports), encoding="utf-8")
    assert questions.questions(tmp_path) == {
        "a#b": Counter({"route": 2, "to": 1, "8123": 1, "卡没": 1, "没了": 1}),
        "c#d": Counter({"no": 20, "host": 20, "网卡": 20}),
    }


def sections(site: Path, language: str) -> list[dict[str, Any]]:
    """Return what a language's search has of each section."""
    index = site / PLACES[language] / "search" / "search_index.json"
    found: list[dict[str, Any]] = json.loads(index.read_text(encoding="utf-8"))["docs"]
    return found


def named(section: dict[str, Any]) -> str:
    """Return a section as `page.md#id`."""
    return str(section["location"]).replace(".html", ".md")


def test_all_that_was_typed() -> None:
    """What the authors of reports typed is searched for, all but what is held out."""
    typed = {(one["language"], text) for one in reports() if one["split"] == "build" for text in one["literal"]}
    assert typed <= {(language, text) for language, all_ in SEARCHES.items() for text in all_}


def test_other_words(site: Path) -> None:
    """Each word declared for a section is not shown there, and some search for the section has words of it."""
    declared = yaml.safe_load((ROOT / "docs" / "search.yml").read_text(encoding="utf-8"))
    pages = {path.name for path in (ROOT / "docs" / "en").glob("*.md")}
    assert set(declared["pages"]) <= pages
    for language in PLACES:
        shown = {named(one): simple(f"{one['title']} {one['text']}") for one in sections(site, language)}
        for section, words in declared["words"].items():
            for word in words.get(language, []):
                assert simple(word) not in shown[section], f"docs/search.yml: {section}: {word} stands there"
                searches = [simple(typed) for typed, to in SEARCHES[language].items() if section in to]
                assert any(simple(word) in one for one in searches), (
                    f"docs/search.yml: {section}: {word}: nobody types it"
                )


def simple(text: str) -> str:
    """Return a text's words, without marks and case."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"<[^>]*>|\u200b", "", text).lower()))


@pytest.fixture(scope="module")
def searching(browser: Browser, address: str) -> Iterator[Callable[[str], Page]]:
    """Return what opens a language's search, which then waits for what is typed: once, as each first search is slow."""
    tabs: dict[str, Page] = {}
    errors: list[str] = []

    def opened(language: str) -> Page:
        if language not in tabs:
            tabs[language] = browser.new_context().new_page()
            tabs[language].on("pageerror", lambda error: errors.append(str(error)))
            tabs[language].goto(f"{address}{PLACES[language]}index.html")
            tabs[language].keyboard.press("/")
        tab = tabs[language]
        tab.locator(".md-search__input").fill("")
        tab.keyboard.press("End")
        expect(tab.locator(".md-search-result__item")).to_have_count(0)
        return tab

    yield opened
    for tab in tabs.values():
        tab.context.close()
    assert not errors


@pytest.mark.parametrize(
    ("language", "typed", "words"), [(language, *one) for language, all_ in FOUND.items() for one in all_]
)
def test_marks(searching: Callable[[str], Page], language: str, typed: str, words: set[str]) -> None:
    """A word, a part of it, and two words written as one are found, and marked."""
    tab = searching(language)
    tab.locator(".md-search__input").press_sequentially(typed)
    tab.keyboard.press("End")  # an input method ends with a key; Playwright's Chinese comes without any
    for word in words:  # waited for, each: the list is made anew with the answer to the next letter
        begins = re.compile(f"^{word}", re.IGNORECASE)
        expect(tab.locator(".md-search-result__item mark", has_text=begins).first).to_be_attached(timeout=INDEXED)


@pytest.mark.parametrize(("place", "word"), [("", "together"), ("en/", "容器")])
def test_not_the_other_language(tab: Page, address: str, place: str, word: str) -> None:
    """A word that only the other language's pages have finds nothing."""
    tab.goto(f"{address}{place}index.html")
    tab.keyboard.press("/")
    tab.locator(".md-search__input").press_sequentially(word)
    tab.keyboard.press("End")
    nothing = {"": "没有找到", "en/": "No matching documents"}[place]
    tab.locator(".md-search-result__meta", has_text=nothing).wait_for(timeout=INDEXED)
    assert not tab.locator(".md-search-result__link").count()
