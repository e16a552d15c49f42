"""An exercise that lacks something is refused with path and line, before anything runs."""

from pathlib import Path

import pytest

from host0.check.exercise import FILE, PARTS, exercises
from host0.content.project import Project
from host0.problem import Problem
from tests.helpers.project import Mini, mini
from tests.helpers.told import faults

PAGE = """\
# Broken

## It is broken { #wiki }

{{ step("exercises/wiki-break") }}

{{ step("exercises/wiki-see") }}

/// details | One
    type: tip

Look.
///

/// details | Two
    type: tip

Look again.
///

{{ step("exercises/wiki-mend") }}

{{ step("exercises/wiki-check") }}

{{ step("exercises/wiki-end") }}
"""
LINE = 3
"""Of the exercise's heading."""
MENDS = "wiki:\n  wrong: [a, b, c]\n  right: d\n"
BREAK, SEE = '{{ step("exercises/wiki-break") }}', '{{ step("exercises/wiki-see") }}'


@pytest.fixture
def project(tmp_path: Path) -> Mini:
    """Return the miniature project with an exercise that has all it needs."""
    project = mini(tmp_path)
    for part, place in PARTS.items():
        header = "# step: on=client0\n" if place == "client0" else ""
        project.write(f"snippets/exercises/wiki-{part}.sh", f"{header}echo {part}\n")
        project.write(f"snippets/exercises/wiki-{part}.out", f"{part}\n")
    for language in ("zh", "en"):
        project.write(f"docs/{language}/exercises.md", PAGE)
    project.write(str(FILE), MENDS)
    return project


def test_in_order(project: Mini) -> None:
    """An exercise with all it needs has no fault, and is read as it is written."""
    assert faults(project.root) == []
    (one,) = exercises(Project(project.root))
    assert (one.name, one.wrong, one.right) == ("wiki", ["a", "b", "c"], "d")
    assert one.step("mend") == "exercises/wiki-mend"


FILES = {
    "two wrong mends": ("[a, b, c]", "[a, b]", 1, "wiki has 2 wrong mends, it needs 3"),
    "a wrong mend twice": ("[a, b, c]", "[a, b, b]", 1, "wiki has 2 wrong mends, it needs 3"),
    "no wrong mends": ("  wrong: [a, b, c]\n", "", 1, "wiki has 0 wrong mends, it needs 3"),
    "no list": ("[a, b, c]", "abc", 2, "wrong takes a list of scripts"),
    "an empty script": ("[a, b, c]", "[a, b, '']", 2, "a script must stand here"),
    "no right way": ("  right: d\n", "", 1, "wiki has no right way besides its step"),
    "unknown key": ("right:", "rihgt:", 3, "unknown key 'rihgt' (known: wrong, right)"),
    "unknown placeholder": (
        "right: d",
        "right: |\n    a\n    {host0.pi}",
        3,
        "unknown placeholder {host0.pi} in line 5",
    ),
    "name twice": (MENDS, MENDS * 2, 4, "wiki stands twice"),
    "no section": (MENDS, MENDS + MENDS.replace("wiki", "shop"), 4, "shop has no section on docs/zh/exercises.md"),
    "nothing below": (MENDS, "wiki:\n", 1, "nothing below wiki"),
    "a list": (MENDS, "- wiki\n", 1, "an exercise's name, a colon"),
    "not YAML": ("[a, b, c]", "[a, b, c", 3, "not YAML"),
}


@pytest.mark.parametrize("kind", FILES)
def test_file(project: Mini, kind: str) -> None:
    """What is wrong in the file is told at its line."""
    old, new, line, what = FILES[kind]
    project.edit(str(FILE), old, new)
    told = [fault for fault in faults(project.root) if fault.startswith(f"{FILE}:")]
    assert len(told) == 1, told
    assert told[0].startswith(f"{FILE}:{line}: {what}")
    if kind != "no section":  # which is seen with the page alone
        with pytest.raises(Problem, match=f"{FILE}:{line}: "):
            exercises(Project(project.root))


PAGES = {
    "one hint": ("Two\n    type: tip", "Two\n    type: note", "1 hints before the mend, at least 2"),
    "no hints": ("    type: tip\n", "", "0 hints before the mend, at least 2"),
    "steps in another order": (f"{BREAK}\n\n{SEE}", f"{SEE}\n\n{BREAK}", "has to call these steps, in this order"),
    "another heading": ("#wiki", "#shop", "steps of no exercise: name it in docs/exercises.yml"),
}


@pytest.mark.parametrize("kind", PAGES)
def test_page(project: Mini, kind: str) -> None:
    """What an exercise lacks on the page is told at its heading, in each language."""
    old, new, what = PAGES[kind]
    for language in ("zh", "en"):
        project.write(f"docs/{language}/exercises.md", PAGE.replace(old, new))
    told = faults(project.root)
    for language in ("zh", "en"):
        assert any(one.startswith(f"docs/{language}/exercises.md:{LINE}: ") and what in one for one in told), told


STEPS = {
    "see": ("# step: on=client0\n", "", 7, "has to run on client0"),
    "check": (
        "# step: on=client0\n",
        "# step: on=client0 exit=1\n",
        23,
        "has to exit with 0 when all is mended, not with 1",
    ),
}


@pytest.mark.parametrize("part", STEPS)
def test_step(project: Mini, part: str) -> None:
    """A step that runs on the wrong machine, or a check that expects to fail, is told where it is called."""
    old, new, line, what = STEPS[part]
    project.edit(f"snippets/exercises/wiki-{part}.sh", old, new)
    told = faults(project.root)
    assert len(told) == 2, told
    assert told[0].startswith(f"docs/zh/exercises.md:{line}: exercises/wiki-{part} {what}")


def test_order(project: Mini) -> None:
    """The file keeps the page's order, so that whoever reads both finds the same exercise at the same place."""
    for language in ("zh", "en"):
        shop = PAGE.partition("\n\n")[2].replace("wiki", "shop")
        project.write(f"docs/{language}/exercises.md", f"{PAGE}\n{shop}")
    for part in PARTS:
        for end in ("sh", "out"):
            text = (project.root / f"snippets/exercises/wiki-{part}.{end}").read_text(encoding="utf-8")
            project.write(f"snippets/exercises/shop-{part}.{end}", text)
    project.write(str(FILE), MENDS + MENDS.replace("wiki", "shop"))
    assert faults(project.root) == []
    project.write(str(FILE), MENDS.replace("wiki", "shop") + MENDS)
    assert faults(project.root) == [f"{FILE}:1: shop stands where the page has wiki: keep the page's order"]


def test_no_page(project: Mini) -> None:
    """Mends without a page to stand on are refused."""
    for language in ("zh", "en"):
        (project.root / f"docs/{language}/exercises.md").unlink()
    assert f"{FILE}:1: there is no page exercises.md: write it, or remove the file" in faults(project.root)
