"""What of the pages runs in the reader's tab, and in which parts."""

import re
from pathlib import Path

import pytest

from host0.check import exercise
from host0.content.project import Project
from host0.problem import Problem
from host0.site.parts import KINDS, Part, Why, parts
from tests.conftest import ROOT
from tests.helpers.project import Mini, mini

PAGE = "# Title\n\n## One { #one }\n\n" + '{{ step("host/one") }}\n\n## Two { #two }\n\n{{ step("host/two") }}\n'


@pytest.fixture
def project(tmp_path: Path) -> Mini:
    """Return a project whose page has two sections of a step each."""
    project = mini(tmp_path)
    for language in ("zh", "en"):
        project.write(f"docs/{language}/index.md", PAGE)
    return project


def test_ours() -> None:
    """Each step is in one part; the article and each exercise are one; what cannot run says why by a known kind."""
    project = Project(ROOT)
    found = parts(project)
    called = [name for pair in project.pages.values() for _, name in pair["en"].calls]
    assert [step for own in found.pages.values() for part in own for step in part.steps] == called
    assert len(found.pages["index.md"]) == 1
    assert [part.steps[0] for part in found.pages[exercise.PAGE]] == [
        one.step("break") for one in exercise.exercises(project)
    ]
    assert not {"index.md", exercise.PAGE} & {page for page in found.pages if len(found.runs(page)) < 1}
    assert {why.kind for why in found.cannot.values()} <= set(KINDS)
    assert 0 < len(found.cannot) < len(called) / 3


def test_lacking_programs_are_named() -> None:
    """A reason is some step's own: of those that lack a program, one calls it."""
    project = Project(ROOT)
    words = {"Docker Compose": "docker-compose|compose up", "firewalld": "firewall-cmd", "RootlessKit": "rootless"}
    for what, word in words.items():
        steps = [step for step, why in parts(project).cannot.items() if why.what == what]
        assert any(re.search(word, project.step(step).bash.code) for step in steps), what


def test_whole_page(project: Mini) -> None:
    """A page of which nothing is said is one part, and all of it runs."""
    found = parts(Project(project.root))
    assert found.pages == {"index.md": (Part(("host/one", "host/two"), ()),)}
    assert found.runs("index.md") == ["host/one", "host/two"]
    assert not found.cannot


def test_cut(project: Mini) -> None:
    """A part begins at a heading; where parts build on each other, it says what it needs, and runs that first."""
    project.write("docs/tab.yml", "begins: {index.md: [two]}\ncannot: {load: {wrk: [host/two]}}\n")
    found = parts(Project(project.root))
    one, two = found.pages["index.md"]
    assert (one, two) == (Part(("host/one",), ()), Part(("host/two",), ()))
    assert found.cannot == {"host/two": Why("load", "wrk")}
    assert found.runs("index.md") == ["host/one"]
    assert (found.able(one), found.able(two)) == (["host/one"], [])
    assert not found.kept
    project.write("docs/tab.yml", "begins: {index.md: {two: [host/one]}}\nkept: [index.md]\n")
    found = parts(Project(project.root))
    assert found.able(found.pages["index.md"][1]) == ["host/one", "host/two"]
    assert found.kept == {"index.md"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("begins: {gone.md: [two]}", "gone.md: no page of that name calls steps: remove it"),
        ("kept: [gone.md]", "gone.md: no page of that name calls steps: remove it"),
        ("begins: {index.md: [three]}", "index.md has no heading three: remove it"),
        ("begins: {index.md: {one: [host/two]}}", "index.md has no step host/two before that heading: remove it"),
        ("cannot: {program: {ufw: [host/three]}}", "host/three: no page calls this step: remove it"),
        ("cannot: {load: {wrk: [host/two]}, program: {ufw: [host/two]}}", "host/two: it is named twice: remove it"),
        ("cannot: {mood: {bad: [host/two]}}", "'mood': why a step cannot run is one of image, load, "),
    ],
)
def test_refused(project: Mini, text: str, told: str) -> None:
    """What names nothing of the pages is refused, with what to do."""
    project.write("docs/tab.yml", f"{text}\n")
    with pytest.raises(Problem, match=re.escape(f"docs/tab.yml:1: {told}")):
        parts(Project(project.root))


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("begins:\n  index.md: [two]\n  gone.md: [two]\n", 3, "gone.md: no page of that name"),
        ("begins:\n  index.md: [two]\nkept:\n  - index.md\n  - gone.md\n", 5, "gone.md: no page of that name"),
        ("begins:\n  index.md:\n    - two\n    - three\n", 4, "index.md has no heading three"),
        ("begins:\n  index.md:\n    two: []\n    three: []\n", 4, "index.md has no heading three"),
        ("begins:\n  index.md:\n    one:\n      - host/two\n", 4, "index.md has no step host/two"),
        ("cannot:\n  load: {wrk: [host/two]}\n  mood: {}\n", 3, "'mood': why a step cannot run"),
        ("cannot:\n  load:\n    wrk:\n      - host/two\n      - host/three\n", 5, "host/three: no page calls"),
        ("cannot:\n  load: {wrk: [host/two]}\n  time: {it: [host/two]}\n", 3, "host/two: it is named twice"),
        ("cannot:\n  load:\n    wrk:\n      - host/two\n      - host/two\n", 5, "host/two: it is named twice"),
    ],
)
def test_line(project: Mini, text: str, line: int, told: str) -> None:
    """It is told at its own line."""
    project.write("docs/tab.yml", text)
    with pytest.raises(Problem, match=re.escape(told)) as refused:
        parts(Project(project.root))
    assert (str(refused.value.path), refused.value.line) == ("docs/tab.yml", line)
