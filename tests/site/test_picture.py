"""Pictures: boxes in boxes, nothing over anything else, one drawing for both languages, and in words too."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from host0.content.page import PLACES
from host0.content.page import Page as Source
from host0.content.project import Project
from host0.draw.description import describe
from host0.draw.layout import Box, Scene, arrange, fit, plan
from host0.draw.state import Container, State
from host0.problem import Problem
from host0.site.picture import WORDS, draw
from tests.conftest import ROOT
from tests.helpers.states import BOTH, BRIDGED, EMPTY, HOSTED, STATES, alone

LANGUAGES = ("zh", "en")
LONGEST = "2001:db8:1234:5678:9abc:def0:1234:5678"


def scene(state: State, language: str = "en") -> Scene:
    """Return the scene of a state by itself."""
    return arrange(state, plan([state]), WORDS[language])


def within(one: Box, other: Box) -> bool:
    """Return whether a box is in another."""
    return one.x >= other.x and one.y >= other.y and one.right <= other.right and one.bottom <= other.bottom


def apart(one: Box, other: Box) -> bool:
    """Return whether two boxes have nothing in common."""
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


@pytest.mark.parametrize("name", STATES)
def test_nested(name: str) -> None:
    """Any two boxes are apart, or one is in the other and is drawn later; all are in the picture."""
    made = scene(STATES[name])
    boxes = [frame.box for frame in made.frames]
    assert len(boxes) >= 5
    for one, other in itertools.combinations(boxes, 2):
        assert apart(one, other) or within(other, one), (one, other)
    for frame in (*made.frames, *made.ports):
        assert within(frame.box, Box(0, 0, 344, made.height)), frame


@pytest.mark.parametrize("name", STATES)
def test_what_is_where(name: str) -> None:
    """Each container is a box in the box of its network namespace; interfaces stand on a namespace's edge, apart."""
    state = STATES[name]
    made = scene(state)
    spaces = [frame.box for frame in made.frames if frame.kind in {"outside", "shared", "own"}]
    assert len(spaces) == len(state.namespaces)
    cards = {kind: [f.box for f in made.frames if f.kind == f"card {kind}"] for kind in ("shared", "own")}
    shared = next(frame.box for frame in made.frames if frame.kind == "shared")
    assert len(cards["own"]) == sum(one.namespace != "host0" for one in state.containers)
    assert all(within(card, shared) for card in cards["shared"])
    assert all(not within(card, shared) and any(within(card, box) for box in spaces) for card in cards["own"])
    edges = [frame.box for frame in made.ports if frame.kind == "port"]
    shown = [i for n in state.namespaces for i in n.interfaces if i.kind != "bridge"]
    assert len(edges) == len(shown)
    for port in edges:
        middle = port.y + port.height / 2
        assert any(middle in {box.y, box.bottom} and box.x < port.x and port.right < box.right for box in spaces), port
    for one, other in itertools.combinations(edges, 2):
        assert apart(one, other), (one, other)


@pytest.mark.parametrize("name", STATES)
def test_wires(name: str) -> None:
    """A veth pair is one line; what is plugged into a bridge has one to it; each way through NAT ends at a bridge."""
    state = STATES[name]
    made = scene(state)
    pairs = sum(interface.kind == "veth" for n in state.namespaces for interface in n.interfaces) / 2
    plugged = sum(bool(interface.bridge) for interface in state.host.interfaces)
    assert sum(wire.kind == "veth" for wire in made.wires) == pairs + plugged
    rows = -(-len(state.published) // 2)
    last = len(state.published) - 2 * (rows - 1) if rows else 0
    assert sum(wire.kind == "nat" for wire in made.wires) == len(state.published) + last
    bars = [frame.box for frame in made.frames if frame.kind == "bar"]
    ends = [wire.points[-1] for wire in made.wires if wire.kind == "nat"]
    assert sum(any(y == bar.y and bar.x < x < bar.right for bar in bars) for x, y in ends) == last
    for wire in made.wires:
        for (x, y), (u, v) in itertools.pairwise(wire.points):
            assert x == u or y == v, wire


def test_keeps_its_place() -> None:
    """What two pictures of one plan share has the same place in both, whatever else comes or goes."""
    room = plan([EMPTY, BRIDGED, HOSTED, BOTH])
    scenes = [arrange(state, room, WORDS["en"]) for state in (EMPTY, BRIDGED, HOSTED, BOTH)]
    assert len({made.height for made in scenes}) == 1
    everything = {(frame.kind, frame.box) for frame in scenes[-1].frames}
    for made in scenes:
        assert {(frame.kind, frame.box) for frame in made.frames} <= everything
    assert scene(EMPTY).height < scenes[0].height


def test_too_much() -> None:
    """More than a picture can hold is refused, not drawn over something else."""
    state = STATES["three namespaces"]
    with pytest.raises(Problem, match="room for 3 bridges and for the network namespaces of 3 containers"):
        plan([EMPTY, alone(state, "fourth")])


@pytest.mark.parametrize("name", STATES)
def test_languages(name: str) -> None:
    """Both languages have one drawing; only words differ, and none is left in the other language."""
    state, room = STATES[name], plan([STATES[name]])
    made = {language: draw(state, room, 7, "p", language) for language in LANGUAGES}
    shapes = {language: re.findall(r"<(?:rect|path)[^>]*>", text) for language, text in made.items()}
    assert shapes["zh"] == shapes["en"]
    assert not re.search("[\u2e80-\uffef]", made["en"])
    assert "namespace" not in made["zh"]
    assert draw(state, room, 7, "p", "zh") == made["zh"]


def test_escaped() -> None:
    """Whatever stands in a state is text, not markup."""
    state = EMPTY.__class__(
        EMPTY.namespaces, (Container("0" * 12, "<b>&", "x", '"host"', "host0", ("tcp <i>:80",)),), EMPTY.nat
    )
    for element in ElementTree.fromstring(draw(state, plan([state]), 1, "p", "en")).iter():  # noqa: S314 (our own)
        assert element.tag in {"svg", "title", "desc", "rect", "path", "text", "tspan"}


def test_address() -> None:
    """host0's address is in an element of its own, where the reader's is put; others are filled in."""
    text = draw(EMPTY, plan([EMPTY]), 1, "p", "en")
    assert text.count('<tspan class="host0-ip">203.0.113.10</tspan>') == 1
    assert text.count("203.0.113.10") == 1
    assert "203.0.113.20" in text
    assert "{" not in text


SAID = {
    "empty": ("lo, docker0 (a bridge), eth0", "No container is running", "joins eth0 of client0"),
    "bridge": ("web (bridge mode) has a network namespace of its own, with lo, eth0 172.17.0.2, and listens on port 80",
               "plugs its eth0 into the bridge docker0",
               "A DNAT rule on host0 sends packets for port 8080 to 172.17.0.2:80",
               "docker-proxy listens on port 8080 of host0"),
    "host": ("nginx (host mode) is in host0's own network namespace, and listens on port 80",),
    "container": ("guest (container:web) is in the same network namespace as web",),
    "none": ("alone (none mode) has a network namespace of its own, with lo.",),
    "native": ("nginx (host mode)", "Outside of containers, sshd listens on port 22"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_description(name: str) -> None:
    """The picture's description says what it shows, and it is what a screen reader finds."""
    said = describe(STATES[name], "en")
    for words in SAID[name]:
        assert words in said, said
    picture = ElementTree.fromstring(draw(STATES[name], plan([STATES[name]]), 3, "p", "en"))  # noqa: S314 (our own)
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "p-title p-desc"
    assert [(one.tag, one.get("id")) for one in picture[:2]] == [("title", "p-title"), ("desc", "p-desc")]
    assert picture[0].text == "host0 after step 3"
    assert picture[1].text == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_description_is_whole(language: str) -> None:
    """Every container, interface and published port is named in the description."""
    for state in STATES.values():
        said = describe(state, language)
        assert "{" not in said
        for name in [one.name for one in state.containers] + [i.name for i in state.host.interfaces if not i.bridge]:
            assert name in said
        for _, port, to in state.published:
            assert port in said
            assert to in said


def test_fit() -> None:
    """A text is cut to a width, and only if it must be."""
    assert fit("docker0", 100) == "docker0"
    assert fit("docker0", 30) == "doc…"
    assert fit("网络命名空间", 30) == "网…"
    assert fit("x", 1) == ""


def test_together(tmp_path: Path) -> None:
    """Pictures in one set of tabs are drawn for one plan; each other one has its own."""
    (tmp_path / "docs/en").mkdir(parents=True)
    text = '# T\n\n{{ picture("a/a") }}\n\n=== "B"\n\n    {{ picture("a/b") }}\n\n=== "C"\n\n    {{ picture("a/c") }}\n'
    (tmp_path / "docs/en/x.md").write_text(text + '\nText.\n\n=== "D"\n\n    {{ picture("a/d") }}\n', encoding="utf-8")
    page = Source(Project(tmp_path), "en", "x.md")
    assert [page.together(name) for name in ("a/a", "a/b", "a/c", "a/d")] == [
        ["a/a"],
        ["a/b", "a/c"],
        ["a/b", "a/c"],
        ["a/d"],
    ]


@pytest.fixture(scope="module")
def drawn(browser: Browser) -> Iterator[Page]:
    """Return a page with all the made-up pictures, on a screen of 320 pixels, in our style."""
    context = browser.new_context(viewport={"width": 320, "height": 800})
    tab = context.new_page()
    style = "".join((ROOT / "web/page" / name).read_text(encoding="utf-8") for name in ("host0.css", "picture.css"))
    pictures = "".join(
        f'<figure class="picture" data-name="{name}, {language}">'
        + draw(state, plan([state]), 1, "p", language)
        + "</figure>"
        for name, state in STATES.items()
        for language in LANGUAGES
    )
    tab.set_content(f'<style>{style} figure {{ width: 288px }}</style><body class="md-typeset">{pictures}')
    yield tab
    context.close()


OUTSIDE = """
() => [...document.querySelectorAll("text")].flatMap(text => {
    const box = text.getBBox()
    const rects = [...text.ownerSVGElement.querySelectorAll("rect")]
    const holds = rect => {
        const { x, y, width, height } = rect.getBBox()
        const high = y - 2 <= box.y && box.y + box.height <= y + height + 2
        return high && x <= box.x && box.x + box.width <= x + width
    }
    const touches = rect => {
        const { x, y, width, height } = rect.getBBox()
        const high = y + 3 < box.y + box.height && box.y < y + height - 3
        return high && x < box.x + box.width && box.x < x + width
    }
    const wanted = ["port", "badge", "card", "lead", "bar"].find(kind => text.classList.contains(kind))
    const cable = ["veth pair", "虚拟网卡对"].includes(text.textContent)
    const fine = wanted == "port" || wanted == "badge"
        ? rects.some(rect => rect.classList.contains(wanted) && holds(rect))
        : (cable || rects.some(holds)) && !rects.some(rect => touches(rect) && !holds(rect))
    return fine ? [] : [text.closest("figure").dataset.name + ": " + text.textContent]
})
"""
"""The texts that are in no box, or in one and another."""


def test_labels_are_inside(drawn: Page) -> None:
    """As the browser sets it, no text leaves its box or runs into another one."""
    assert drawn.locator("figure").count() == 2 * len(STATES)
    found = drawn.evaluate(OUTSIDE)
    assert not found, "\n".join(found)


def test_readable(drawn: Page) -> None:
    """On a screen of 320 pixels, no text is smaller than 10."""
    sizes = drawn.evaluate(
        "[...document.querySelectorAll('text')]"
        ".map(one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"
    )
    assert len(sizes) > 200
    assert min(sizes) >= 10


def test_long_address(drawn: Page) -> None:
    """The longest address that a reader may have stays in the picture."""
    drawn.evaluate(f"document.querySelectorAll('.host0-ip').forEach(one => one.textContent = '{LONGEST}')")
    overflow = drawn.evaluate(
        "[...document.querySelectorAll('.host0-ip')].map(one => one.parentNode.getBBox()).map(b => b.x + b.width)"
    )
    assert len(overflow) == 2 * len(STATES)
    assert max(overflow) <= 332


def test_tabs_without_javascript(browser: Browser, address: str, language: str) -> None:
    """The picture that changes with the steps is in plain tabs: each shows its own, and on paper all are there."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}{PLACES[language]}index.html")
    pictures = tab.locator(".tabbed-set:has(> .tabbed-content figure svg)").first
    blocks = pictures.locator("> .tabbed-content > .tabbed-block")
    assert blocks.count() == 2
    for number, label in enumerate(pictures.locator("> .tabbed-labels > label").all()):
        label.click()
        assert [block.is_visible() for block in blocks.all()] == [other == number for other in range(2)]
        assert blocks.nth(number).locator("svg").is_visible()
    tab.emulate_media(media="print")
    assert all(block.locator("svg").is_visible() for block in blocks.all())
    context.close()
