"""The built site shows what was run, refuses what was not, and works in a browser."""

import html
import json
import re
import signal
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from host0.content import placeholder
from host0.content.generation import GENERATIONS
from host0.content.page import PLACES
from host0.content.project import Project
from host0.content.step import Step
from tests.conftest import ROOT, Copy, as_verified
from tests.site.conftest import BUILD
from tests.site.test_reader import search

DRAFT = "from pathlib import Path; from host0.site.build import build; build(Path(), Path('site'), draft=True)"


def text(file: Path) -> str:
    """Return a page's text, without its markup, tabs as the browser sets them."""
    return html.unescape(re.sub(r"<[^>]+>", "", file.read_text(encoding="utf-8"))).expandtabs(8)


@pytest.mark.parametrize("language", PLACES)
def test_shows_what_was_run(site: Path, language: str) -> None:
    """Every step's commands and recorded outputs are on the page as they are, the example address filled in."""
    count = 0
    for name, pair in Project(ROOT).pages.items():
        shown = text(site / PLACES[language] / name.replace(".md", ".html"))
        for _, step in pair[language].calls:
            for snippet in Step(ROOT, step).snippets():
                assert placeholder.fill(snippet.code, placeholder.PAGE) in shown
                output = placeholder.fill(snippet.output(), placeholder.PAGE).rstrip().expandtabs(8)
                assert (output in shown) == (not snippet.hidden)
                count += 1
        assert "{host0." not in shown
        for value in placeholder.LAB.values():
            assert not re.search(rf"(?<![\w.:]){re.escape(value)}(?![\w.:])", shown), (name, value)
        assert "# step:" not in shown
    assert count > 30


@pytest.mark.parametrize("language", PLACES)
def test_says_what_it_was_verified_on(site: Path, language: str) -> None:
    """At the top of a page stand the exact engines, the newest first, and the date; steps repeat none of it."""
    shown = text(site / PLACES[language] / "index.html")
    line = {"zh": "每条命令都在 Docker Engine {}", "en": "Every command was run on Docker Engine {}"}[language]
    first = line.format(list(GENERATIONS)[-1])
    assert len(re.findall(re.escape(first) + r"[^\n]*\d{4}-\d\d-\d\d", shown)) == 1
    assert 'class="verified"' not in (site / PLACES[language] / "index.html").read_text(encoding="utf-8")
    assert shown.index(first) < shown.index("docker ")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("snippets/host/run.sh", "-d nginx", "-d nginx ", "snippets/host/run.sh:1: not verified as it is now"),
        (
            "snippets/host/networks.py",
            "import docker",
            "import docker, sys",
            "snippets/host/networks.py:1: not verified",
        ),
        ("snippets/host/networks.out", "null", "nul", "snippets/host/networks.out:1: was not written by a run"),
        ("snippets/host/run.state.json", '"host"', '"none"', "run.state.json:1: was not written by a run"),
        ("snippets/host/curl-client0.sh", "on=client0", "on=client0 limit=9", "curl-client0.sh:1: not verified"),
        ("snippets/verified.json", '"kernel": "', '"kernel": "9', "what a run has noted of"),
        ("docs/en/index.md", '{{ step("host/run") }}', '{{ step("host/rum") }}', "unknown step 'host/rum'"),
        ("docs/en/index.md", '{{ step("host/run") }}', "```bash\nls\n```", "a bash fence: nothing runs it"),
        ("docs/zh/index.md", "# ", "# {{ host0.ipx }} ", "no attribute 'ipx'"),
        ("docs/search.yml", "words:", "words: [", "docs/search.yml:"),
        ("docs/tab.yml", "kept:", "kept: [", "docs/tab.yml:"),
    ],
)
def test_build_refuses(small: Copy, file: str, old: str, new: str, told: str) -> None:
    """What was never verified, and what pytest refuses, is not built; a site that was there stays as it was."""
    (small.root / "docs" / "tab.yml").write_text("kept: []\n")
    as_verified(small)
    (small.root / "site").mkdir()
    (small.root / "site" / "kept").write_text("kept")
    small.edit(file, old, new)
    run = small.run(*BUILD)
    assert run.returncode == 1
    assert told in run.stderr
    assert "Traceback" not in run.stderr
    assert [path.name for path in (small.root / "site").iterdir()] == ["kept"]
    assert not list(small.root.glob(".site-*"))


def test_other_engines(small: Copy) -> None:
    """What another engine has not verified is not built; a draft is, with a warning, and without that engine."""
    as_verified(small)
    file = small.root / "snippets/verified.json"
    entries = json.loads(file.read_text())
    del entries["host/run.sh"]["bash"]["28.5"]
    file.write_text(json.dumps(entries))
    told = (
        "snippets/host/run.sh:1: not verified as it is now on Docker 28.5, after the steps before it in index.md (bash)"
    )
    run = small.run(*BUILD)
    assert run.returncode == 1
    assert told in run.stderr
    run = small.run(sys.executable, "-c", DRAFT)
    assert run.returncode == 0, run.stderr
    assert told in run.stderr
    page = text(small.root / "site/en/index.html")
    assert re.findall(r"Verified on Docker Engine (.*) only", page) == ["20.10.9, 26.1.9"]


def test_replaced(small: Copy) -> None:
    """A build leaves nothing of the site that was there before it, nor of its own work."""
    as_verified(small)
    before = set(small.root.iterdir())
    (small.root / "site").mkdir()
    (small.root / "site" / "old.html").write_text("old")
    run = small.run(sys.executable, "-c", DRAFT)
    assert run.returncode == 0, run.stderr
    assert (small.root / "site" / "index.html").exists()
    assert not (small.root / "site" / "old.html").exists()
    assert set(small.root.iterdir()) - before == {small.root / "site"}


def test_exchanged(small: Copy) -> None:
    """Two steps exchanged in both languages are not built, though both have passed: not in this order."""
    as_verified(small)
    for language in PLACES:
        page = f"docs/{language}/index.md"
        small.edit(page, 'host/run") }}\n\nNext', 'host/XXX") }}\n\nNext')
        small.edit(page, "host/curl-client0", "host/run")
        small.edit(page, "host/XXX", "host/curl-client0")
    run = small.run(*BUILD)
    assert run.returncode == 1
    assert "snippets/host/curl-client0.sh:1: not verified as it is now on Docker 20.10, 26.1, 28.5, after" in run.stderr


def test_mkdocs_itself_refuses(small: Copy) -> None:
    """`mkdocs build`, called by hand, refuses the same, with page and line."""
    as_verified(small)
    small.edit("docs/en/index.md", '{{ step("host/run") }}', "```sh\nls\n```")
    run = small.run(sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict")
    assert run.returncode == 1
    line = small.line("docs/en/index.md", "```sh")
    assert f"docs/en/index.md:{line}: a sh fence" in run.stderr + run.stdout
    assert not (small.root / "site/index.html").exists()


def test_tabs_stay_chosen(tab: Page, address: str) -> None:
    """Choosing Python in one step chooses it in all, on the other language's page too, and after a reload."""
    tab.goto(address + "en/index.html")
    step = tab.locator("#step-host-run")
    assert step.get_by_text("docker run").is_visible()
    step.scroll_into_view_if_needed()
    step.locator("label a", has_text="Python").click()  # the theme makes it a link when the tabs are ready
    tab.locator("#step-host-networks").scroll_into_view_if_needed()
    expect(tab.locator("#step-host-networks").get_by_text("client.networks.list")).to_be_visible()
    tab.goto(address + "index.html")
    expect(step.get_by_text("docker.from_env()")).to_be_visible()
    tab.reload()
    expect(step.get_by_text("docker.from_env()")).to_be_visible()


def test_languages(tab: Page, address: str) -> None:
    """The language link leads to the same page in the other language, under any base address."""
    for name in ("index.html", "verified.html"):
        tab.goto(address + name)
        assert tab.locator("html").get_attribute("lang") == "zh"
        tab.locator(".host0-languages a").click()
        assert tab.url == f"{address}en/{name}"
        assert tab.locator("html").get_attribute("lang") == "en"
        tab.locator(".host0-languages a").click()
        assert tab.url == address + name


def test_needs_no_docker(bare: Path) -> None:
    """The site is built where Docker's SDK is not installed."""
    assert all((bare / place / "index.html").exists() for place in PLACES.values())


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("place", PLACES.values())
def test_nothing_overflows(browser: Browser, address: str, place: str, width: int) -> None:
    """Wide outputs scroll inside their block; the page itself never scrolls sideways."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    for name in ("index.html", "verified.html"):
        tab.goto(address + place + name)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.usefixtures("serves")
def test_live_reload(tab: Page, small: Copy) -> None:
    """`make serve` shows a changed sentence without a click, and without Docker; its search is the site's.

    When its terminal closes, it ends and takes its site with it.
    """
    as_verified(small)
    command = ("env", "DOCKER_HOST=unix:///nowhere", sys.executable, "-u", "-m", "host0", "serve")
    with small.begin(*command) as process:
        try:
            assert process.stdout is not None
            serving = next(line for line in process.stdout if "Serving on" in line)
            tab.goto(serving.split()[-1] + "en/index.html")
            small.edit("docs/en/index.md", "# Small", "# Smaller")
            expect(tab.get_by_role("heading", name="Smaller")).to_be_visible(timeout=120_000)
            search(tab, "Smaller".replace("ll", "l"), "Smaller")  # the theme's own search finds nothing with a typo
            assert list(small.temporary.glob("host0-site-*"))
            process.send_signal(signal.SIGHUP)
            assert "Traceback" not in process.communicate(timeout=120)[0]
        finally:
            process.kill()
    assert not list(small.temporary.glob("host0-*"))


WRITE = (
    "from pathlib import Path; from host0.site.build import build; build(Path(), Path('site'), draft=True, written={})"
)


def test_written(site: Path, small: Copy) -> None:
    """A draft that is being written has a script for what steps print, and takes a new one; no published site does."""
    assert not [file for file in site.rglob("*write*") if file.suffix in {".js", ".css"}]
    assert not [page for page in site.rglob("*.html") if "assets/write." in page.read_text(encoding="utf-8")]
    (small.root / "snippets/host/new.sh").write_text("docker ps --all\n", encoding="utf-8")
    for language in PLACES:
        small.edit(f"docs/{language}/index.md", "# Small\n", '# Small\n\n{{ step("host/new") }}\n')
    refused = small.run(sys.executable, "-c", WRITE.format(False))
    assert "was never recorded" in refused.stderr
    run = small.run(sys.executable, "-c", WRITE.format(True))
    assert run.returncode == 0, run.stderr
    for place, said in (("", "未验证"), ("en/", "Not verified")):
        page = (small.root / "site" / place / "index.html").read_text(encoding="utf-8")
        assert 'src="assets/write.js"' in page
        assert (small.root / "site" / place / "assets/write.js").is_file()
        new = page.partition('id="step-host-new"')[2].partition('class="step"')[0]
        assert "docker" in new
        assert said in new
