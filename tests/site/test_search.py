"""Search finds what readers look for, in their own language only."""

import pytest
from playwright.sync_api import Page

from tests.site.test_reader import search

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


@pytest.mark.parametrize(
    ("language", "typed", "words"), [(language, *one) for language, all_ in FOUND.items() for one in all_]
)
def test_finds(tab: Page, address: str, language: str, typed: str, words: set[str]) -> None:
    """A word, a part of it, and two words written as one are found, and marked; results are in the page's language."""
    place = {"zh": "", "en": "en/"}[language]
    tab.goto(f"{address}{place}index.html")
    search(tab, typed, min(words))
    marked = {mark.lower() for mark in tab.locator(".md-search-result__item mark").all_text_contents()}
    assert all(any(mark.startswith(word) for mark in marked) for word in words)
    links = tab.locator(".md-search-result__link").evaluate_all("all => all.map(one => one.href)")
    assert len(links) > 1
    assert all(link.startswith(f"{address}en/") == (language == "en") for link in links)


def test_best_first(tab: Page, address: str) -> None:
    """Words written as one, as Chinese does, lead to the section that has both."""
    tab.goto(f"{address}index.html")
    search(tab, "端口冲突", "冲突")
    sections = tab.locator(".md-search-result__item").first.locator(".md-search-result__link")
    assert "#conflict" in (sections.nth(1).get_attribute("href") or "")


@pytest.mark.parametrize(("place", "word"), [("", "translation"), ("en/", "容器")])
def test_not_the_other_language(tab: Page, address: str, place: str, word: str) -> None:
    """A word that only the other language's pages have finds nothing."""
    tab.goto(f"{address}{place}index.html")
    tab.keyboard.press("/")
    tab.locator(".md-search__input").press_sequentially(word)
    tab.keyboard.press("End")
    nothing = {"": "没有找到", "en/": "No matching documents"}[place]
    tab.locator(".md-search-result__meta", has_text=nothing).wait_for(timeout=15000)
    assert not tab.locator(".md-search-result__link").count()
