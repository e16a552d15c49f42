"""host0 in the reader's tab: what the pages offer, the shell around them, and how it tells what goes wrong.

The machine of these tests cannot run; `tests/tab` has the real one.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from bench.bound import Line
from host0.check import exercise
from host0.content import placeholder
from host0.content.generation import GENERATIONS
from host0.content.page import PLACES
from host0.content.project import Project
from host0.content.step import Step
from host0.problem import Problem
from host0.site import machine, steps, tab
from host0.site.build import build
from host0.site.parts import parts
from playground.bench.table import Row, text
from tests.conftest import ROOT, Copy, Once, as_verified, copied
from tests.helpers.machine import broken
from tests.helpers.server import served


@pytest.fixture(scope="module")
def taken(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site that was built with a machine."""

    def make(target: Path) -> None:
        project = copied(tmp_path_factory.mktemp("taken"))
        broken(project.root, ROOT)
        build(project.root, target)

    return once.made("site-with-a-machine", make)


@pytest.fixture(scope="module")
def place(taken: Path) -> Iterator[str]:
    """Return the address of that site."""
    with served(taken) as address:
        yield address


def published(site: Path, name: str) -> Path:
    """Return a file of the shell or the machine, whose folders are named by what is in them."""
    return next((site / tab.PLACE).glob(f"*/{name}"))


def shell(site: Path) -> str:
    """Return where in a site the shell's page is."""
    return published(site, tab.PAGE).relative_to(site).as_posix()


def said(language: str, word: str) -> str:
    """Return what the shell says in a language, up to the first name that is filled in."""
    text = (ROOT / tab.SHELL / "words.mjs").read_text(encoding="utf-8")
    part = text[text.index(f"  {language}: {{") :]
    found = re.search(rf'^    {word}:\s+"(.*?)[{{"]', part, re.MULTILINE)
    assert found, word
    return found[1]


def press(page: Page, place: str, language: str) -> None:
    """Open the article and press its button."""
    page.goto(f"{place}{PLACES[language]}index.html")
    page.get_by_role("button", name=tab.WORDS[language]["start"]).click()
    expect(page.locator("#state")).not_to_be_empty(timeout=30_000)
    page.frame_locator("#page").locator(".host0-run").first.wait_for(state="attached")


def notice(page: Page, language: str, word: str) -> None:
    """See what the shell tells, and that the page with its recorded outputs is there all the same."""
    expect(page.locator("#notice")).to_contain_text(said(language, word), timeout=30_000)
    expect(page.frame_locator("#page").locator("#step-host-networks .output").first).to_contain_text("bridge")
    expect(page.locator("#old")).to_be_hidden()


def test_without_a_machine(bare: Path) -> None:
    """Where none was built, or not to its end, the site is whole without it: no button, and nothing leads to it."""
    assert not list(bare.rglob("assets/tab*"))
    for language, up in PLACES.items():
        assert "data-shell" not in (bare / up / "index.html").read_text(encoding="utf-8")
        text = (bare / up / "tab.html").read_text(encoding="utf-8")
        assert "make playground" in text, language
        assert "assets/tab" not in text


def test_refuses_another_machine(small: Copy, tmp_path: Path) -> None:
    """A file that is not as it was built stops the build, which says what to do; so does an Engine without outputs."""
    as_verified(small)
    folder = broken(small.root, ROOT)
    (folder / "snapshot.zst").write_bytes(b"another")
    with pytest.raises(Problem, match=r"playground/build/site/snapshot\.zst is not as it was built: remove"):
        build(small.root, tmp_path / "built")
    shutil.rmtree(folder)
    about = json.loads((broken(small.root, ROOT) / "manifest.json").read_text())
    with pytest.raises(Problem, match=r"nothing was recorded on Docker Engine 19\.03"):
        steps.steps(Project(small.root), about | {"engine": "19.03.1"})


def recording(described: dict[str, Any] | None) -> str | None:
    """Return the output that is described to the tab."""
    if described is None:
        return None
    lines = ("".join(one if isinstance(one, str) else one[1] for one in line) for line in described["lines"])
    return "\n".join(lines)


@pytest.mark.parametrize("engine", list(GENERATIONS))
def test_steps(taken: Path, engine: str) -> None:
    """The tab knows the steps as pytest does: commands and outputs with the lab's addresses, by its Engine."""
    built = json.loads(published(taken, "manifest.json").read_text(encoding="utf-8"))
    about = steps.steps(Project(ROOT), built | {"engine": f"{engine}.9+dfsg1-1"})
    assert about["engine"] == engine
    shell = json.loads(published(taken, "steps.json").read_text(encoding="utf-8"))
    kept = shell.pop("files")
    assert {"tab.html", "shell.mjs", "steps.json"} < set(kept)
    for file in kept:
        assert (published(taken, "steps.json").parent / file).is_file(), file
    assert shell == steps.steps(Project(ROOT), built)
    assert about["address"] == placeholder.LAB["host0.ip"]
    found = parts(Project(ROOT))
    unseen = {one.step(part) for one in exercise.exercises(Project(ROOT)) for part in ("break", "check")}
    assert {name for name, one in about["steps"].items() if one.get("aside")} == {
        name for name in unseen if name.endswith("-break")
    }
    assert tab.ARTICLE in found.pages
    for page in found.pages:
        names = [name for _, name in Project(ROOT).pages[page]["en"].calls]
        assert [
            step for part in about["pages"][page.replace(".md", ".html")]["parts"] for step in part["steps"]
        ] == names
        for name in names:
            snippet = Step(ROOT, name).bash
            one = about["steps"][name]
            if why := found.cannot.get(name):
                assert one == {"place": snippet.on, "cannot": {"kind": why.kind, "what": why.what}}
                continue
            assert one["code"] == placeholder.fill(snippet.code, placeholder.LAB)
            assert (one["place"], one["exit"]) == (snippet.on, snippet.exit)
            own = snippet.path.with_name(f"{snippet.path.stem}.{engine}.out")
            recorded = own if own.exists() else snippet.path.with_suffix(".out")
            shown = None if snippet.hidden or name in unseen else recorded.read_text(encoding="utf-8")
            assert recording(one["output"]) == (shown and placeholder.fill(shown, placeholder.LAB))
            assert one["scope"] == recorded.name[len(snippet.path.stem) :]
    assert any(one["place"] == "client0" for one in about["steps"].values())


def test_offer(page: Page, place: str, language: str) -> None:
    """The article says what a start costs; until it is pressed, nothing of the machine or the shell is asked for."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(urlsplit(request.url).path)

    page.on("request", note)
    page.goto(f"{place}{PLACES[language]}index.html", wait_until="networkidle")
    offer = page.locator(".host0-tab")
    expect(offer).to_contain_text("15 MB")
    expect(offer).to_contain_text("37 MB")
    expect(offer).to_contain_text(f"{machine.memory(Project(ROOT))} GB")
    assert not [path for path in asked if "assets/tab" in path]
    offer.get_by_role("link").click()
    page.wait_for_url(f"{place}{PLACES[language]}tab.html")
    assert not page.locator(".host0-tab").count()


@pytest.mark.parametrize(("most", "said"), [("0.73", "0.8"), ("0.80", "0.8"), ("0.81", "0.9"), ("1.10", "1.1")])
def test_memory(most: str, said: str, tmp_path: Path) -> None:
    """The memory that pages name is the most that the benchmark has seen, rounded up; without it nothing is named."""
    about = json.loads((broken(tmp_path, ROOT) / "manifest.json").read_text())
    table = tmp_path / machine.BENCH
    row = Row(machine.MEMORY, "most", "GB", "2.00 GB").line([{"most": 0.5}, {"most": float(most)}])
    table.write_text(text("Some run.", [Line("the tab's memory", "9.00 GB (9.00, 9.00)"), row]))
    assert machine.sizes(Project(tmp_path), about)["memory"] == said
    for other in (lambda: table.write_text("# Speed\n"), table.unlink):
        other()
        with pytest.raises(Problem, match=r"^playground/bench/BENCH\.md does not say .*, or make bench-playground$"):
            machine.memory(Project(tmp_path))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a new tab whose scripts may not fail."""
    context = browser.new_context(viewport={"width": 1300, "height": 800})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors


def test_without_javascript(browser: Browser, place: str, language: str) -> None:
    """Without JavaScript there is no button, for it would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{place}{PLACES[language]}index.html")
    assert not page.locator(".host0-tab").is_visible()
    context.close()


def test_from_disk(page: Page, taken: Path, language: str) -> None:
    """Opened from disk, where no browser would start it, the button says so."""
    page.goto((taken / PLACES[language] / "index.html").as_uri())
    page.locator(".host0-tab button").click()
    expect(page.locator(".host0-tab")).to_contain_text(tab.WORDS[language]["disk"])


def test_shell(page: Page, place: str, language: str) -> None:
    """The page stays where it was read; its address, title and language are the tab's, through links and languages."""
    page.goto(f"{place}{PLACES[language]}index.html")
    page.locator("#host-mode").evaluate("one => one.scrollIntoView()")
    page.locator(".host0-tab button").evaluate("one => one.click()")
    frame = page.frame_locator("#page")
    expect(frame.locator("#host-mode")).to_be_in_viewport()
    expect(page).to_have_url(re.compile(f"{place}{PLACES[language]}index.html#"))
    assert page.title() == frame.locator("html").evaluate("one => one.ownerDocument.title")
    expect(page.locator("#stop")).to_have_text(said(language, "stop"))
    assert not frame.locator(".host0-tab").count()
    other = "en" if language == "zh" else "zh"
    frame.locator(".host0-languages a").click()
    expect(page.locator("html")).to_have_attribute("lang", other)
    expect(page).to_have_url(re.compile(f"{place}{PLACES[other]}index.html#"))
    expect(page.locator("#stop")).to_have_text(said(other, "stop"))
    frame.locator("article a[href='verified.html']").first.click()
    expect(page).to_have_url(f"{place}{PLACES[other]}verified.html")
    page.go_back()
    expect(page).to_have_url(re.compile(f"{place}{PLACES[other]}index.html"))
    page.reload()
    expect(page.locator(".host0-tab button")).to_be_visible()


def test_stop(page: Page, place: str, language: str) -> None:
    """Stop leads back to the plain page, at the heading that was being read."""
    press(page, place, language)
    notice(page, language, "failed")
    page.frame_locator("#page").locator("#host-mode").evaluate("one => one.scrollIntoView()")
    page.locator("#stop").click()
    expect(page.locator(".host0-tab button")).to_have_count(1)
    assert page.url == f"{place}{PLACES[language]}index.html#host-mode"
    expect(page.locator("#host-mode")).to_be_in_viewport()


def test_other_sites(page: Page, place: str) -> None:
    """A link to another site opens in a tab of its own: the frame is for this one's pages."""
    page.context.route("https://**", lambda route: route.fulfill(body="elsewhere"))
    press(page, place, "en")
    link = page.frame_locator("#page").locator("article a[href^='https://docs.docker.com']").first
    with page.expect_popup() as popup:
        link.click()
    expect(popup.value.locator("body")).to_have_text("elsewhere")
    assert popup.value.evaluate("window.opener") is None
    expect(page.frame_locator("#page").locator("#networks")).to_have_count(1)


def test_link_starts_nothing(page: Page, place: str, taken: Path) -> None:
    """Who comes by a link has pressed nothing yet, so nothing of the machine is fetched. No page but ours is shown."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{place}{shell(taken)}?en/index.html#modes", wait_until="networkidle")
    assert not [url for url in asked if re.search("snapshot|manifest|wasm", url)]
    expect(page.frame_locator("#page").locator("#modes")).to_be_in_viewport()
    page.locator("#notice").get_by_role("button", name=said("en", "start")).click()
    notice(page, "en", "failed")
    for elsewhere in (
        "https://example.org/x.html",
        "//example.org/x.html",
        "../../../x.html",
        "javascript:alert(1)//.html",
    ):
        page.goto(f"{place}{shell(taken)}?{elsewhere}")
        page.frame_locator("#page").locator("#step-host-networks").wait_for(state="attached")
        assert page.url.startswith(place)


def test_lacking_file(page: Page, place: str, language: str) -> None:
    """A file that does not come is named, and asked for again when the reader wants; so is a wrong one."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.abort()
        elif len(asked) == 2:
            route.fulfill(body="not a snapshot")
        else:
            route.continue_()

    page.context.route("**/snapshot.zst", answer)
    press(page, place, language)
    notice(page, language, "fetch")
    expect(page.locator("#notice")).to_contain_text("snapshot.zst")
    assert len(asked) == 1
    page.get_by_role("button", name=said(language, "again")).click()
    notice(page, language, "wrong")
    expect(page.locator("#notice")).to_contain_text("snapshot.zst")
    page.get_by_role("button", name=said(language, "again")).click()
    notice(page, language, "failed")
    assert len(asked) == 3
    expect(page.frame_locator("#page").locator(".host0-run button").first).to_be_disabled()


def test_wrong_manifest(page: Page, place: str) -> None:
    """A manifest that is no JSON is told like a file that did not come."""
    page.context.route("**/manifest.json", lambda route: route.fulfill(body="<html>"))
    press(page, place, "en")
    notice(page, "en", "fetch")


@pytest.mark.parametrize(
    ("script", "word"),
    [
        ("delete globalThis.WebAssembly", "forbidden"),
        ("delete globalThis.DecompressionStream", "old"),
        ("Object.defineProperty(globalThis, 'isSecureContext', { value: false })", "insecure"),
        ("Object.defineProperty(Navigator.prototype, 'deviceMemory', { value: 1 })", "little"),
    ],
)
def test_lacking(page: Page, place: str, language: str, script: str, word: str) -> None:
    """What the browser or the device lacks is told before anything is fetched, and the page is there."""
    page.add_init_script(script)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    press(page, place, language)
    notice(page, language, word)
    assert not [url for url in asked if re.search("snapshot|manifest|wasm", url)]
    if word == "little":
        page.get_by_role("button", name=said(language, "anyway")).click()
        notice(page, language, "failed")


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("WebAssembly.compile(new Uint8Array(8))", "forbidden"),
        ("Promise.reject(new RangeError('Array buffer allocation failed'))", "memory"),
        ("Promise.reject(new RangeError('WebAssembly.Memory(): could not allocate memory'))", "memory"),
        ("Promise.reject(new Error('Wasm code generation disallowed by embedder'))", "forbidden"),
    ],
)
def test_cannot_run(page: Page, place: str, language: str, code: str, word: str) -> None:
    """A browser that forbids WebAssembly, or has no memory left, is told from a machine that is broken."""
    page.context.route(
        "**/libv86.mjs",
        lambda route: route.fulfill(body=f"export const V86 = null\nawait {code}", content_type="text/javascript"),
    )
    press(page, place, language)
    notice(page, language, word)
    expect(page.get_by_role("button", name=said(language, "again"))).to_be_visible()


def test_old_browser(browser: Browser, place: str, taken: Path, language: str) -> None:
    """Where the shell itself does not run, a sentence in both languages leads back."""
    context = browser.new_context()
    page = context.new_page()
    context.route("**/transcript.mjs", lambda route: route.abort())
    page.goto(f"{place}{shell(taken)}?index.html")
    expect(page.locator(f"#old [lang={language}]")).to_be_visible()
    page.locator(f"#old [lang={language}] a").click()
    assert page.url == f"{place}{PLACES[language]}index.html"
    context.close()


STARTED = """
onmessage = ({ data: { id, job } }) => { if (job === "start" || job === "resize") postMessage({ id }) }
"""
"""What the shell takes for a machine that runs, and whose steps never end."""


MEASURED = steps.durations(Project(ROOT))


def test_durations() -> None:
    """Nothing is known of a step that the tab does not run; of the article and the exercises, all is.

    Of other pages whoever has built a machine is told what is lacking: see tests/tab/test_durations.py.
    """
    found = parts(Project(ROOT))
    for page in (tab.ARTICLE, exercise.PAGE):
        lacking = set(found.runs(page)) - MEASURED.keys()
        assert not lacking, f"measure them: make durations PAGES={page}"
    assert not MEASURED.keys() - {name for page in found.pages for name in found.runs(page)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{\n "seconds": {\n', r"3: not JSON \(.*\)"),
        ("[]\n", "1: not a JSON object"),
        ('{"date": "2026-01-01"}\n', "1: no seconds of any step"),
    ],
)
def test_durations_not_read(tmp_path: Path, text: str, told: str) -> None:
    """A file that is not what was measured, as after a merge, is told with its line and what to do."""
    (tmp_path / steps.DURATIONS).parent.mkdir()
    (tmp_path / steps.DURATIONS).write_text(text)
    with pytest.raises(Problem, match=rf"^docs/durations\.json:{told}: restore it from git"):
        steps.durations(Project(tmp_path))


@pytest.mark.parametrize("name", [tab.ARTICLE, exercise.PAGE])
def test_usually(page: Page, place: str, language: str, name: str) -> None:
    """While a step of a page runs, it says how long that usually takes, by what was measured."""
    found = parts(Project(ROOT))
    step = found.runs(name)[0]
    page.context.route("**/worker.mjs", lambda route: route.fulfill(body=STARTED, content_type="text/javascript"))
    page.goto(f"{place}{PLACES[language]}{name.replace('.md', '.html')}")
    page.get_by_role("button", name=tab.WORDS[language]["start"]).click()
    expect(page.locator("#reset")).to_be_visible()
    own = exercise.exercises(Project(ROOT)) if name == exercise.PAGE else []
    start = f"#{own[0].name} +" if own else f"#step-{step.replace('/', '-')}"
    box = page.frame_locator("#page").locator(f"{start} .host0-run")
    box.get_by_role("button").click()
    expect(box).to_contain_text(f"{said(language, 'stepUsually')}{max(1, round(MEASURED[step]))} ")


def test_divider(page: Page, place: str) -> None:
    """The divider follows arrow keys and the pointer, tells its value, and keeps both sides in sight."""
    press(page, place, "en")
    divider = page.get_by_role("separator", name=said("en", "divider"))
    before = page.locator("#pane").bounding_box()
    divider.focus()
    page.keyboard.press("ArrowLeft")
    wider = page.locator("#pane").bounding_box()
    assert before
    assert wider
    assert wider["width"] > before["width"]
    assert divider.get_attribute("aria-valuenow") == "48"
    assert divider.get_attribute("aria-orientation") == "vertical"
    for key, value in (("End", "80"), ("ArrowRight", "80"), ("Home", "20")):
        page.keyboard.press(key)
        assert divider.get_attribute("aria-valuenow") == value
    divider.hover()
    page.mouse.down()
    page.mouse.move(650, 300)
    page.mouse.up()
    assert divider.get_attribute("aria-valuenow") == "50"
    page.set_viewport_size({"width": 400, "height": 800})
    expect(divider).to_have_attribute("aria-orientation", "horizontal")
    box, pane = page.locator("#page").bounding_box(), page.locator("#pane").bounding_box()
    assert box
    assert pane
    assert pane["y"] >= box["y"] + box["height"]


def test_terminals_by_keyboard(page: Page, place: str) -> None:
    """Arrow keys change the terminal, as tabs do."""
    press(page, place, "en")
    page.get_by_role("tab", name="host0").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="client0")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="client0")).to_be_visible()
    expect(page.locator("#panel-host0")).to_be_hidden()


def test_lacking_steps(browser: Browser, place: str, taken: Path, language: str) -> None:
    """Where the shell's own files do not come, it says the same."""
    context = browser.new_context()
    context.route("**/steps.json", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{place}{shell(taken)}?index.html")
    expect(page.locator(f"#old [lang={language}]")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_follows_the_page(page: Page, place: str, scheme: str) -> None:
    """The pane is light or dark as the page in the frame is, at once."""
    press(page, place, "en")
    body = page.frame_locator("#page").locator("body")
    body.evaluate("(body, scheme) => { body.dataset.mdColorScheme = scheme }", scheme)
    color = {"default": "rgb(255, 255, 255)", "slate": "rgb(18, 25, 27)"}[scheme]
    expect(page.locator("#panel-host0")).to_have_css("background-color", color)


def test_no_shell_in_the_shell(page: Page, place: str) -> None:
    """A page that is in the frame has no button to start another machine."""
    press(page, place, "en")
    frame = page.frame_locator("#page")
    frame.locator(".host0-languages a").click()
    expect(frame.locator("html")).to_have_attribute("lang", "zh")
    expect(frame.locator(".host0-run").first).to_be_attached()
    assert not frame.locator(".host0-tab").count()


def test_gone(page: Page, place: str, taken: Path, language: str) -> None:
    """The address of a version that is gone leads to the page that asked for it, as the server has it now."""
    for folder in PLACES.values():
        assert "assets/gone.js" in (taken / folder / "404.html").read_text(encoding="utf-8")
    gone = f"{place}assets/tab/0123456789abcdef/tab.html?{PLACES[language]}index.html#modes"
    found = {"status": 404, "content_type": "text/html", "body": f'<script src="{place}assets/gone.js"></script>'}
    page.context.route("**/assets/tab/0123456789abcdef/**", lambda route: route.fulfill(**found))
    page.goto(gone)
    page.wait_for_url(f"{place}{PLACES[language]}index.html#modes")
