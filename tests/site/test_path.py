"""The path of a packet is drawn from recorded outputs alone, in their order, as a list that can be read aloud."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from host0.content.project import Project
from host0.draw.path import draw, hops
from host0.problem import Problem
from tests.conftest import ROOT


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """Return a folder with the recorded steps, for a test to change."""
    shutil.copytree(ROOT / "snippets" / "path", tmp_path / "snippets" / "path")
    return tmp_path


def names(root: Path, kind: str) -> list[tuple[str, str]]:
    """Return machine and name of each hop."""
    return [(hop.machine, re.sub("^veth.*", "veth", hop.name)) for hop in hops(Project(root), kind, "en")]


def test_host_mode() -> None:
    """In host mode a packet comes in, meets the kernel's hooks, and is there."""
    assert names(ROOT, "host") == [
        ("client0", "{client0.ip}"),
        ("host0", "eth0"),
        ("host0", "nat PREROUTING"),
        ("host0", "nginx"),
    ]


def test_published() -> None:
    """Through a published port it is rewritten, forwarded, and crosses bridge and veth pair."""
    assert names(ROOT, "published") == [
        ("client0", "{client0.ip}"),
        ("host0", "eth0"),
        ("host0", "nat PREROUTING"),
        ("host0", "filter FORWARD"),
        ("host0", "nat POSTROUTING"),
        ("host0", "docker0"),
        ("host0", "veth"),
        ("web", "eth0"),
        ("web", "nginx"),
    ]
    notes = {hop.name: hop.notes for hop in hops(Project(ROOT), "published", "en")}
    assert notes["nat PREROUTING"] == ("through DOCKER", "destination becomes 172.17.0.2:80")
    assert notes["filter FORWARD"] == (
        "through DOCKER-USER, DOCKER-FORWARD, DOCKER-CT, DOCKER-ISOLATION-STAGE-1, DOCKER-BRIDGE, DOCKER",
        "accepted",
    )


def test_follows_the_recording(recorded: Path) -> None:
    """Another trace makes another strip: nothing in it is drawn by hand."""
    rules = recorded / "snippets/path/host-rules.out"
    rules.write_text(rules.read_text() + "filter INPUT -p tcp -m tcp --dport 80 -j ACCEPT\n")
    assert ("host0", "filter INPUT") in names(recorded, "host")
    seen = recorded / "snippets/path/published-interfaces.out"
    seen.write_text(seen.read_text().replace("docker0", "br-0123456789ab"))
    hop = next(hop for hop in hops(Project(recorded), "published", "en") if hop.name == "br-0123456789ab")
    assert hop.notes == ("handed to the bridge",)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("host-rules", "nat PREROUTING policy ACCEPT\nwhat?\n", 2),
        ("host-interfaces", "host0 eth0 In nowhere\n", 1),
        ("host-interfaces", "", 1),
        ("host-process", "nginx\n", 1),
    ],
)
def test_refuses_other_outputs(recorded: Path, name: str, text: str, line: int) -> None:
    """An output that tells no hops is an error with file and line, not a strip with a hole."""
    (recorded / f"snippets/path/{name}.out").write_text(text)
    with pytest.raises(Problem, match="no hop of a packet") as told:
        hops(Project(recorded), "host", "en")
    assert str(told.value.under(recorded)).startswith(f"snippets/path/{name}.out:{line}: no hop of a packet")


def test_draw(recorded: Path) -> None:
    """The strip is an ordered list of machines with their hops, everything escaped, no style in it."""
    process = recorded / "snippets/path/host-process.out"
    process.write_text('"<nginx>"\n')
    drawn = draw(Project(recorded), ("host", "published"), "en")
    assert "<code>&lt;nginx&gt;</code>" in drawn
    assert "<strong>Host mode</strong> <span>3 hops</span>" in drawn
    assert "<strong>Published port</strong> <span>8 hops</span>" in drawn
    assert drawn.count("<li ") == drawn.count("</li>")
    assert "style" not in drawn
    assert "\n\n" not in drawn


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("place", ["", "en/"])
def test_strip_fits(browser: Browser, address: str, place: str, width: int) -> None:
    """Host mode's strip is visibly the shorter one, and no box is wider than the screen or cuts its text off."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    tab.goto(f"{address}{place}packet-path.html")
    boxes = tab.locator(".hop").evaluate_all("all => all.map(one => [one.scrollWidth - one.clientWidth])")
    assert len(boxes) == 13
    assert all(more <= 0 for (more,) in boxes)
    host, published = (tab.locator(f".path-{kind}").bounding_box() for kind in ("host", "published"))
    assert host is not None
    assert published is not None
    assert host["height"] < 0.7 * published["height"]
    assert host["x"] + host["width"] <= width
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
