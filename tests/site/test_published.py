"""A published site tells its own address, its languages, its sources, its age, and how it wants to be shared."""

import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from host0.content import history
from host0.content.page import PLACES
from host0.draw import card
from host0.problem import Problem
from host0.site.build import build
from tests.conftest import ROOT, Copy, Once
from tests.helpers.pages import names
from tests.helpers.server import served

URL = "https://example.org/a/path/"
SOURCES = "https://github.com/example/host0"


@pytest.fixture(scope="module")
def published(once: Once) -> Path:
    """Return the folder of the site as it is built for publishing, under an address with a path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOST0_URL", URL.rstrip("/"))
        patch.setenv("HOST0_REPOSITORY", SOURCES)
        return once.made("path", lambda target: build(ROOT, target))


@pytest.fixture(scope="module")
def base(published: Path) -> Iterator[str]:
    """Return the address where the published site is served: a root, with the site in a folder of the same name."""
    with served(published) as address:
        yield address


def attribute(text: str, pattern: str) -> str:
    """Return what a pattern finds in a page exactly once."""
    found = re.findall(pattern, text)
    assert len(found) == 1, f"{pattern}: {found}"
    return str(found[0])


def test_languages_know_each_other(published: Path) -> None:
    """Each page names its language, its own address, and both languages' ones, which name it in turn."""
    for name in names(published):
        text = (published / name).read_text(encoding="utf-8")
        language = "en" if name.startswith("en/") else "zh"
        plain = name.removeprefix("en/")
        assert attribute(text, '<html lang="([^"]+)"') == language
        assert attribute(text, '<link rel="canonical" href="([^"]+)"') == URL + name
        links = dict(re.findall('<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', text))
        assert links == {lang: URL + place + plain for lang, place in PLACES.items()}


def test_everybody_can_read_it(published: Path, tmp_path: Path) -> None:
    """A web server of another user can read all of it: nothing is more private than a new folder, or a new file."""
    folder, file = tmp_path / "new", tmp_path / "file"
    folder.mkdir()
    file.touch()
    least = {True: folder.stat().st_mode, False: file.stat().st_mode}
    every = [published, *published.rglob("*")]
    assert len(every) > 100
    assert not [path for path in every if ~path.stat().st_mode & least[path.is_dir()]]


def test_sitemap(published: Path) -> None:
    """One sitemap has every page of both languages, each with both languages' addresses and its date."""
    assert [path.relative_to(published).as_posix() for path in published.rglob("sitemap.xml")] == ["sitemap.xml"]
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    entries = ET.parse(published / "sitemap.xml").findall("s:url", spaces)  # noqa: S314 (our own file)
    assert {entry.findtext("s:loc", "", spaces) for entry in entries} == {URL + name for name in names(published)}
    for entry in entries:
        assert [link.get("hreflang") for link in entry.findall("x:link", spaces)] == list(PLACES)
        assert entry.findtext("s:loc", "", spaces) in [link.get("href") for link in entry.findall("x:link", spaces)]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", entry.findtext("s:lastmod", "", spaces))


def test_without_an_address(site: Path) -> None:
    """Where the address is not known, nothing on the site claims one."""
    assert not list(site.rglob("sitemap.xml*"))
    for name in names(site):
        assert not re.search('rel="(canonical|alternate)"', (site / name).read_text(encoding="utf-8"))


def test_sources_and_age(published: Path) -> None:
    """Each page leads to its source, to read or to edit, and says when it last changed."""
    for name in names(published):
        text = (published / name).read_text(encoding="utf-8")
        language = "en" if name.startswith("en/") else "zh"
        file = f"main/docs/{language}/{name.removeprefix('en/').replace('.html', '.md')}"
        assert f'href="{SOURCES}/edit/{file}"' in text
        assert f'href="{SOURCES}/raw/{file}"' in text
        fact = attribute(text, r"(?s)md-source-file__fact.*?</svg>\s*</span>\s*([^<]+)")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", fact.strip())


def test_shared(published: Path) -> None:
    """Each page has a title and a description that no other has, and a picture of its own that is there."""
    seen: set[str] = set()
    for name in names(published):
        text = (published / name).read_text(encoding="utf-8")
        about = [attribute(text, f'<meta property="og:{what}" content="([^"]+)"') for what in ("title", "description")]
        assert attribute(text, '<meta name="description" content="([^"]+)"') == about[1]
        image = attribute(text, '<meta property="og:image" content="([^"]+)"')
        assert not seen & {*about, image}
        seen |= {*about, image}
        with Image.open(published / image.removeprefix(URL)) as picture:
            assert picture.size == card.SIZE
            assert len(picture.getcolors() or []) > 8


def test_titles_fit() -> None:
    """A long title breaks between Chinese characters and Latin words, and is cut where the picture ends."""
    font = card._font(card.SANS, card.TITLE)
    room = card.SIZE[0] - 2 * card.MARGIN
    chinese = list(card._lines("看懂 Docker 的 host 网络模式，" * 5, font, room))
    assert len(chinese) == card.LINES
    assert chinese[-1].endswith("…")
    for count in range(1, 30):  # wherever the comma comes, it does not begin a line
        lines = card._lines("网" * count + "，网", font, room)
        assert not any(line.startswith(("，", " ")) for line in lines)
    assert list(card._lines("words " * 9, font, room)) == ["words words words words words", "words words words words"]
    assert all(font.getlength(line) <= room for line in chinese)


def test_not_found(browser: Browser, base: str) -> None:
    """A page that is not there, at any depth, speaks both languages and leads back to both homes."""
    context = browser.new_context()
    tab = context.new_page()
    tab.route("https://example.org/**", lambda route: route.abort())
    tab.goto(f"{base}404.html")
    for language, place in PLACES.items():
        part = tab.locator(f"section[lang={language}]")
        assert part.get_by_role("heading").count() == 1
        address = part.get_by_role("link").get_attribute("href") or ""
        assert urljoin(URL, address) == f"{URL}{place}index.html"
    context.close()


@pytest.mark.parametrize("name", ["HOST0_URL", "HOST0_REPOSITORY"])
def test_bad_address(project: Copy, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that is none is refused before anything is built."""
    monkeypatch.setenv(name, "example.org/host0")
    run = project.run(sys.executable, "-m", "host0", "build")
    assert run.returncode == 1
    assert f"{name}=example.org/host0: not a web address" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (project.root / "site").exists()


PORT = "http://git.example.org:3000/example/host0"


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("https://github.com/example/host0", SOURCES),
        ("https://github.com/example/host0/", SOURCES),
        ("https://github.com/example/host0.git", SOURCES),
        ("https://someone:secret@github.com/example/host0.git", SOURCES),
        ("ssh://git@github.com/example/host0.git", SOURCES),
        ("ssh://git@github.com:22/example/host0.git", SOURCES),
        ("git@github.com:example/host0.git", SOURCES),
        (f"{PORT}.git", PORT),
        (PORT.replace("//", "//someone@"), PORT),
        ("../elsewhere", ""),
    ],
)
def test_repository(said: str, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sources are where git's origin leads, without anybody's password; a folder is no place for readers."""
    monkeypatch.delenv("HOST0_REPOSITORY", raising=False)
    assert history.repository(tmp_path) == ""
    history.git(tmp_path, "init")
    history.git(tmp_path, "remote", "add", "origin", said)
    assert history.repository(tmp_path) == where
    monkeypatch.setenv("HOST0_REPOSITORY", "somewhere")
    with pytest.raises(Problem, match="not a web address"):
        history.repository(tmp_path)


@pytest.mark.parametrize("language", PLACES)
def test_switch_keeps_the_heading(tab: Page, address: str, language: str) -> None:
    """The other language opens at the heading that is being read, by the ids that both have."""
    place, other = PLACES[language], PLACES["en" if language == "zh" else "zh"]
    tab.goto(f"{address}{place}index.html")
    tab.locator(".host0-languages a").click()
    tab.wait_for_url(f"{address}{other}index.html")
    tab.goto(f"{address}{place}index.html")
    tab.locator("#conflict").evaluate("one => one.scrollIntoView()")
    tab.locator(".host0-languages a").click()
    assert tab.url == f"{address}{other}index.html#conflict"
    # a click ends when the page begins to load, and it scrolls later
    tab.wait_for_function(
        "() => (top => 0 <= top && top < 200)(document.querySelector('#conflict').getBoundingClientRect().top)"
    )
