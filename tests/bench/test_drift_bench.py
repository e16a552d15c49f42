"""`make drift`: changes are drawn by a seed, change something, and are judged as the build would; bounds are kept."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.drift import run as drift
from bench.drift.change import ELSEWHERE, FOREIGN, HONEST, OTHER, Change, Kind, altered
from bench.drift.judge import Judge, Verdict
from bench.drift.material import Material, has
from bench.drift.table import lines
from host0.problem import Problem
from tests.conftest import ROOT, as_verified, copied
from tests.helpers.project import Mini, mini, verified

FULL = (
    "from pathlib import Path; from host0.check.refused import refused; from host0.content.project import Project; "
    "[print(line) for line in refused(Project(Path.cwd()))]"
)
"""The check as a program of its own, which has kept nothing of an earlier one."""


@pytest.fixture(scope="module")
def material() -> Material:
    """Return the project's own files."""
    return Material(ROOT)


@pytest.fixture(scope="module")
def again() -> Material:
    """Return the same files, read by another one: what it draws rests on nothing that the first has kept."""
    return Material(ROOT)


@pytest.fixture
def project(tmp_path: Path) -> Mini:
    """Return a miniature project whose steps count as recorded and verified."""
    return verified(tmp_path / "mini")


@pytest.mark.parametrize("kind", drift.KINDS, ids=lambda kind: f"{kind.group}, {kind.name}")
def test_drawn(material: Material, again: Material, kind: Kind[object]) -> None:
    """Each kind finds places, changes each file that it says, and draws the same by the same seed only."""
    changes = list(kind.draw(material, "1", 4))
    assert changes
    for change in changes:
        for path, content in change.files.items():
            assert content != (ROOT / path).read_bytes(), change.what
    assert list(kind.draw(again, "1", 4)) == changes
    if len(list(kind.draw(material, "1", 30))) == 30:
        assert list(kind.draw(material, "2", 4)) != changes


def test_all_files(material: Material) -> None:
    """A whole run changes all pages in both languages, snippets of both, and is as large as it has to be."""
    drawn = list(drift.drawn(material, "1", drift.STANDARD))
    changes = [change for _, some in drawn for change in some]
    edits = [change for kind, some in drawn if kind.group == HONEST for change in some]
    assert len(edits) == 100
    assert len(changes) - len(edits) >= 300
    touched = {path for change in changes for path in change.files}
    assert touched >= {text.path for text in material.texts if len(text.page.calls) > 1}
    assert {Path(path).suffix for path in touched} >= {".md", ".sh", ".py", ".out", ".json", ".yml", ".csv"}


CODE = re.compile(r"`(?:[^`\n]|\n(?!\n))*`")
"""Inline code, which ends in its paragraph."""


def test_honest(material: Material) -> None:
    """An edit of an author's own words leaves alone what stands in code: a comma there would be another literal."""
    words = ("a synonym", "a comma, or words of no weight")
    kinds = [kind for kind in drift.KINDS if kind.name in words]
    edits = [change for seed in "12" for kind in kinds for change in kind.draw(material, seed, 600)]
    assert len(edits) > 1000
    for change in edits:
        for path, content in change.files.items():
            assert content is not None
            before, after = ROOT.joinpath(path).read_text(encoding="utf-8"), content.decode()
            assert CODE.findall(before) == CODE.findall(after), change.what


def test_foreign(material: Material) -> None:
    """What is foreign to a page stands nowhere on it; what stands elsewhere on it does not in its section."""
    for kind in (kind for kind in drift.KINDS if kind.group in (FOREIGN, ELSEWHERE)):
        for change in kind.draw(material, "1", 5):
            path, line, _ = change.names[0].split(":")
            new = change.what.rpartition("` → `")[2].removesuffix("`")
            text = next(text for text in material.texts if text.path == path)
            own = text.section(text.start(int(line)))
            there = [number for number, (_, _, shown) in enumerate(text.sections) if has(shown, new)]
            assert new.endswith("…") or own not in there, change.what
            assert new.endswith("…") or bool(there) == (kind.group == ELSEWHERE), change.what


def test_synonym_outside_code(tmp_path: Path) -> None:
    """A quote that is never closed does not let the words of code below it pass for prose."""
    project = mini(tmp_path)
    project.add('As wide as 5" are.\n\nIt has `a " b`, and so `only\nthat` too.', "en")
    kind = next(kind for kind in drift.KINDS if kind.name == "a synonym")
    changes = [change for seed in "123456" for change in kind.draw(Material(tmp_path), seed, 9)]
    texts = [content.decode() for change in changes for content in change.files.values() if content]
    assert texts
    assert all("`only\nthat`" in text for text in texts)


def test_altered() -> None:
    """A word is altered in one place."""
    for word in ("--name", "8080", "x"):
        new = altered(word, random.Random(1))  # noqa: S311
        assert len(new) == len(word)
        assert sum(one != other for one, other in zip(word, new, strict=True)) == 1


def test_judge(project: Mini, tmp_path: Path) -> None:
    """A change is refused and named, or passes; the copy is as it was afterwards."""
    judge = Judge(project.root, tmp_path)
    page = "docs/en/index.md"
    text = (project.root / page).read_text()

    def judged(path: str, content: str | None, *names: str) -> tuple[bool, bool]:
        verdict = judge.judge(Change("it", {path: content if content is None else content.encode()}, names))
        return verdict.red, verdict.named

    assert judged(page, text.replace("See", "Have a look at")) == (False, False)
    assert judged(page, text.replace("See", "See `4711` at"), f"{page}:7:") == (True, True)
    assert judged(page, text.replace("See", "See `4711` at"), f"{page}:8:") == (True, False)
    assert judged("snippets/host/one.sh", "docker ps -a\n", "host/one") == (True, True)
    assert judged("snippets/host/one.out", None, "host/one") == (True, True)
    for file in ("docs/en/index.md", "snippets/host/one.sh", "snippets/host/one.out"):
        assert (judge.root / file).read_bytes() == (project.root / file).read_bytes()


def test_refused_as_it_is(project: Mini, tmp_path: Path) -> None:
    """Nothing is measured where everything would be red."""
    project.add("`4711`")
    with pytest.raises(Problem, match=r"put that right first:\n.*docs/zh/index.md:11: .*4711"):
        Judge(project.root, tmp_path)


def test_as_the_full_check(tmp_path: Path) -> None:
    """Of a sample of five changes, the check in this process says what one says that begins from nothing."""
    (tmp_path / "copy").mkdir()
    copy = copied(tmp_path / "copy")
    as_verified(copy)
    judge = Judge(copy.root, tmp_path / "judged")
    kinds = [kind for kind in drift.KINDS if kind.group in (FOREIGN, ELSEWHERE, OTHER, HONEST)]
    sample = [(kind, change) for kind in kinds[3::9] for change in kind.draw(Material(judge.root), "1", 1)][:5]
    assert len(sample) == 5
    for _, change in sample:
        verdict = judge.judge(change)
        with judge.made(change):
            environment = copy.environment() | {"PYTHONPATH": str(ROOT)}
            full = subprocess.run([sys.executable, "-P", "-c", FULL], cwd=judge.root, env=environment,
                                  capture_output=True, text=True, check=True)  # fmt: skip
        assert full.stdout.splitlines() == verdict.messages, change.what


def _results(red: dict[str, int], of: int, *, named: bool = True) -> list[tuple[Kind[object], list[Verdict]]]:
    results = []
    for group, count in red.items():
        kind: Kind[object] = Kind(group, "made up", of, lambda _m, _c: [], lambda site: site, lambda *_: None)
        change = Change("what", {}, ("a.md:1:",))
        message = "a.md:1: wrong" if named else "wrong"
        results.append((kind, [Verdict(change, [message] if n < count else []) for n in range(of)]))
    return results


GOOD = {FOREIGN: 90, ELSEWHERE: 70, OTHER: 97, HONEST: 0}


@pytest.mark.parametrize(
    ("changed", "named", "told"),
    [
        ({}, True, ""),
        ({FOREIGN: 89}, True, "prose: foreign to the page: percent refused: 89.00, but at least 90 is allowed"),
        ({ELSEWHERE: 69}, True, "another section of the page: percent refused: 69.00, but at least 70 is allowed"),
        ({OTHER: 96}, True, "everything else: percent refused: 96.00, but at least 97 is allowed"),
        ({HONEST: 1}, True, "honest edit: percent refused: 1.00, but at most 0 is allowed"),
        ({}, False, "or file and step: 0.00, but at least 100 is allowed"),
    ],
)
def test_bounds(
    changed: dict[str, int], named: bool, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table is kept either way, with its seed; a figure out of its bound is named, and ends with a status."""
    results = _results(GOOD | changed, 100, named=named)
    monkeypatch.setattr(drift, "judged", lambda _root, _seed, _number: results)
    monkeypatch.chdir(tmp_path)
    if told:
        with pytest.raises(Problem) as end:
            drift.run(tmp_path, "47")
        assert told in str(end.value)
    else:
        drift.run(tmp_path, "47")
    said = (tmp_path / drift.FILE).read_text()
    assert "400 changes, seed 47." in said
    assert "| everything else | made up | 100 | " in said
    assert said.count("- `made up: what`") == 100 - (GOOD | changed)[OTHER]


def test_lines() -> None:
    """What has no bound is in the table too."""
    table = list(lines(_results({"another group": 1}, 4)))
    assert str(table[0]) == "| another group: percent refused | 25.0 (1 of 4) |  |"
