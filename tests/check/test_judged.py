"""What no program can judge, a person has read as it is now: a change on either side is named in both languages."""

import datetime
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from host0.check.judge import judge
from host0.check.judged import FILE, Judged, faults, items
from host0.content.page import Page
from host0.content.project import Project
from host0.content.section import resting, shown
from host0.problem import Problem
from host0.run.record import tell
from tests.conftest import ROOT
from tests.helpers.project import Mini, mini, verify
from tests.helpers.told import refused, unfinished, unread

ID = "0123456789ab"
TABLE = """\
## Compare { #compare }

| Question | one | two |
|---|---|---|
| Answers | [yes, it does](#step-host-one) | [`<title>`](#step-host-two) |
| Says | never | [its `<title>`](#step-host-two) |
"""
SHEET = """\
# Sheet

| What | Command | Shown at |
|---|---|---|
| list | `docker ps` | [next](modes.md#next) |
"""
CLAIM, CELL, OTHER, ROW, PICTURE = (
    "claim modes.md#next",
    "table modes.md: Answers · one",
    "table modes.md: Says · two",
    "table cheatsheet.md: list",
    "picture host/one",
)
ALONE = "table modes.md: Says · one"
KEYS = [CELL, ALONE, OTHER, CLAIM, PICTURE, ROW]


@pytest.fixture
def project(tmp_path: Path) -> Mini:
    """Return a project with a claim, two tables that compare and a picture, all read."""
    project = mini(tmp_path)
    for language in ("zh", "en"):
        page = (project.root / f"docs/{language}/index.md").read_text().replace("{ #next }", "{ #next .claim }")
        project.write(f"docs/{language}/modes.md", f'{page}\n=== "Tab"\n\n    {{{{ picture("host/one") }}}}\n\n{TABLE}')
        (project.root / f"docs/{language}/index.md").write_text("# Index\n")
        project.write(f"docs/{language}/cheatsheet.md", SHEET)
    project.write("docs/claims/modes.yml", "next:\n  shows:\n    - {has: <title>, in: host/two}\n")
    project.write("snippets/host/one.state.json", (ROOT / "tests/helpers/empty.state.json").read_text())
    project.write("snippets/host/two.out", f"<title>\n{ID}\n")
    read(project)
    return project


def read(project: Mini) -> None:
    """Let somebody have read all there is."""
    judged, every = Judged(project.root), items(Project(project.root))
    for item in every:
        judged.accept(item)
    judged.save(every)


def pending(project: Mini) -> list[str]:
    """Return the keys of what has to be read."""
    return [item.key for item, _ in Judged(project.root).pending(items(Project(project.root)))]


def test_read(project: Mini) -> None:
    """Claims, answers in words, rows and pictures are there, each once; nothing has to be read again."""
    assert sorted(item.key for item in items(Project(project.root))) == sorted(KEYS)
    assert pending(project) == []
    assert list(faults(Project(project.root))) == []


CHANGES: dict[str, tuple[Callable[[Mini], object], list[str]]] = {
    "a claim, in one language": (lambda p: p.edit("docs/zh/modes.md", "## Next", "## Nearest"), [CLAIM]),
    "a claim's code": (lambda p: p.edit("snippets/host/two.sh", "curl", "curl -s"), [CLAIM, OTHER, ROW]),
    "its Python": (lambda p: p.edit("snippets/host/two.py", "print", "print "), [CLAIM, OTHER, ROW]),
    "another engine's output": (lambda p: p.write("snippets/host/two.28.5.out", "<title>\n"), [CLAIM, OTHER, ROW]),
    "what must be seen": (lambda p: p.edit("docs/claims/modes.yml", "has:", "is:"), [CLAIM]),
    "a cell": (lambda p: p.edit("docs/en/modes.md", "yes, it does", "no, it doesn't"), [CELL]),
    "a cell's output": (lambda p: p.write("snippets/host/one.out", "other\n"), [CELL]),
    "a head": (lambda p: p.edit("docs/zh/modes.md", "| one |", "| eins |"), [CELL, ALONE]),
    "a row": (lambda p: p.edit("docs/zh/cheatsheet.md", "`docker ps`", "`docker ps -a`"), [ROW]),
    "a tab": (lambda p: p.edit("docs/en/modes.md", "Tab", "Label"), [PICTURE]),
    "a state": (lambda p: p.write("snippets/host/one.state.json",
                                  (ROOT / "snippets/host/run.state.json").read_text()), [PICTURE]),
    "a name that changes from run to run": (lambda p: p.edit("snippets/host/two.out", ID, ID[::-1]), []),
}  # fmt: skip


@pytest.mark.parametrize("kind", CHANGES)
def test_changed(project: Mini, kind: str) -> None:
    """When a sentence or its proof changes, what has to be read again is named; ids that a run draws are no change."""
    change, keys = CHANGES[kind]
    change(project)
    again = pending(project)
    # the answer without a link of its own rests on its row's steps
    rest = {ALONE} if OTHER in keys else set()
    assert set(again) == set(keys) | rest


def test_faults(project: Mini) -> None:
    """A fault names page and line in both languages, and when it was read."""
    project.edit("docs/zh/modes.md", "## Next", "## Nearest")
    told = [str(fault) for fault in faults(Project(project.root))]
    assert [one.partition(": ")[0] for one in told] == ["docs/zh/modes.md:5", "docs/en/modes.md:5"]
    assert all("sentence or proof has changed since somebody read it on 2" in one for one in told)
    (project.root / FILE).write_text("{}\n")
    every = list(map(str, faults(Project(project.root))))
    assert len(every) == 2 * (len(KEYS) - 1)  # two are of one row
    assert f"docs/en/modes.md:20: {ALONE}; {OTHER}: nobody has read it: " in "\n".join(every)
    assert every[0].endswith(": nobody has read it: read it against its proof: make judge PAGES=cheatsheet.md")


def test_edited_date(project: Mini) -> None:
    """A date that somebody edits is none on which anything was read."""
    text = (project.root / FILE).read_text()
    today = datetime.date.today().isoformat()
    project.write(str(FILE), text.replace(today, "2026-01-01", 1))
    assert len(pending(project)) == 1


def test_all_is_read() -> None:
    """Nothing of the project itself has to be read again."""
    assert unread(ROOT) == []


def test_check(project: Mini) -> None:
    """The check names what has to be read again once there is nothing else to put right."""
    again = ["docs/zh/modes.md:5", "docs/en/modes.md:5"]
    assert check(project) == (0, ["pages and steps are in order"])
    project.edit("docs/zh/modes.md", "## Next", "## Nearest")
    status, printed = check(project)
    assert (status, [line.partition(": ")[0] for line in printed]) == (1, again)
    project.edit("docs/zh/modes.md", "## Nearest", "## `4711`")
    status, printed = check(project)
    assert (status, [line.partition(": ")[0] for line in printed]) == (1, again[:1])
    assert "4711" in printed[0]
    assert "make judge" not in printed[0]


def check(project: Mini) -> tuple[int, list[str]]:
    """Return status and output of the command that checks."""
    run = subprocess.run(
        [sys.executable, "-m", "host0", "check"], cwd=project.root, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return run.returncode, run.stdout.splitlines()


def test_build(project: Mini) -> None:
    """The build refuses what has to be read again; a draft may leave it for later."""
    verify(project)
    assert refused(project.root) == []
    project.edit("docs/en/modes.md", "yes, it does", "no, it doesn't")
    again = list(map(str, faults(Project(project.root))))
    assert [line.partition(": ")[0] for line in again] == ["docs/zh/modes.md:19", "docs/en/modes.md:19"]
    assert refused(project.root) == unfinished(project.root) == again
    assert refused(project.root, draft=True) == []


def test_recorded(project: Mini, capsys: pytest.CaptureFixture[str]) -> None:
    """A recording says which sentences rest on what it has changed, and what has to be judged again."""
    tell(project.root, set())
    assert capsys.readouterr().out == ""
    project.write("snippets/host/one.out", "other\n")
    tell(project.root, {"host/one"})
    assert capsys.readouterr().out.splitlines() == [
        "read again, for they rest on what has changed:",
        "  docs/zh/modes.md:1: Title (host/one)",
        "  docs/zh/modes.md:15: Compare (host/one)",
        "  docs/en/modes.md:1: Title (host/one)",
        "  docs/en/modes.md:15: Compare (host/one)",
        "has to be read against its proof:",
        *[f"  {fault}" for fault in faults(Project(project.root))],
    ]


def test_unused(project: Mini) -> None:
    """An entry of what is no longer there is told at its line; the command removes it."""
    text = (project.root / FILE).read_text()
    project.write(
        str(FILE), text.replace("{\n", '{\n "table modes.md: \\"Gone\\"": {"date": "2026-01-01", "hash": "1"},\n', 1)
    )
    key = 'table modes.md: "Gone"'
    what = f"{FILE}:2: {key}: nothing of this name is on a page: make judge removes it"
    assert list(map(str, faults(Project(project.root)))) == [what]
    assert judge(Project(project.root), set(), listing=True) == []
    assert unread(project.root) == [what]
    assert judge(Project(project.root), set(), listing=False) == []
    assert (project.root / FILE).read_text() == text


def test_unlike_tables(project: Mini) -> None:
    """Tables that are not alike in both languages cannot be read side by side."""
    project.edit("docs/zh/modes.md", "| Says | never | [its `<title>`](#step-host-two) |\n", "")
    with pytest.raises(Problem, match=r"docs/zh/modes.md:1: its tables have other rows or columns"):
        items(Project(project.root))


def test_unlike_claims(project: Mini) -> None:
    """Neither can claims; what has to be read says so as well."""
    project.edit("docs/en/modes.md", "{ #next .claim }", "{ #next }")
    what = "docs/zh/modes.md:1: it has not as many claims as docs/en/modes.md: make them alike"
    assert unread(project.root) == [what]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", r"judged.json:1: not JSON"),
        ("[]", "not a JSON object"),
        ('{\n "x": 1\n}', "judged.json:2: x: not a hash and a date"),
        ('{\n "x": {"hash": "1"}\n}', "judged.json:2: x: not a hash and a date"),
    ],
)
def test_bad_record(project: Mini, text: str, what: str) -> None:
    """A record that cannot be read is told, and not taken for an empty one."""
    (project.root / FILE).write_text(text)
    with pytest.raises(Problem, match=what):
        Judged(project.root)
    assert what in unread(project.root)[0]


def answer(project: Mini, text: str, *words: str) -> tuple[int, str]:
    """Answer the command's questions in a terminal; return its status and what it printed."""
    mine, its = pty.openpty()
    os.write(mine, text.encode())
    run = subprocess.run(
        [sys.executable, "-m", "host0", "judge", *words],
        cwd=project.root, stdin=its, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=60,
    )  # fmt: skip
    os.close(mine)
    os.close(its)
    return run.returncode, run.stdout + run.stderr


def test_answers(project: Mini) -> None:
    """A yes is taken down at once, a no is told at the end; what was skipped, or comes after a quit, stays."""
    (project.root / FILE).write_text("{}\n")
    keys = pending(project)
    status, printed = answer(project, "what\ny\nn\ns\nq\n")
    assert status == 1
    assert pending(project) == keys[1:]
    assert f"{keys[1]}: judged wrong" in printed
    assert keys[3] in printed
    assert keys[4] not in printed
    assert "docs/zh/modes.md" in printed
    assert "── host/two.sh on client0\ncurl {host0.ip}" in printed
    status, printed = answer(project, "y\n" * len(keys))
    assert (status, pending(project)) == (0, [])


def test_pages(project: Mini) -> None:
    """Some pages can be read alone, and what is to be read be named without reading it."""
    (project.root / FILE).write_text("{}\n")
    listed = judge(Project(project.root), {"cheatsheet.md"}, listing=True)
    assert listed == [f"docs/zh/cheatsheet.md:5, docs/en/cheatsheet.md:5: {ROW}"]
    with pytest.raises(Problem, match=r"no such page: x\.md\. There are: "):
        judge(Project(project.root), {"x.md"}, listing=True)


def test_page_in_a_folder(project: Mini) -> None:
    """A page in a folder is asked for by its whole name, which a message has; one of that name elsewhere is not."""
    for language in ("zh", "en"):
        text = (project.root / f"docs/{language}/modes.md").read_text(encoding="utf-8").partition("## Next")
        (project.root / f"docs/{language}/modes.md").write_text("".join(text[:1]), encoding="utf-8")
        project.write(f"docs/{language}/more/modes.md", "# More\n\n" + "".join(text[1:]).partition("## Compare")[0])
    (project.root / "docs/claims/modes.yml").unlink()
    project.write("docs/claims/more/modes.yml", "next:\n  shows:\n    - {has: <title>, in: host/two}\n")
    claim = "claim more/modes.md#next"
    assert [one.rpartition(": ")[2] for one in judge(Project(project.root), {"more/modes.md"}, listing=True)] == [claim]
    assert judge(Project(project.root), {"modes.md"}, listing=True) == []
    (told,) = {one.partition("make judge")[2] for one in unread(project.root) if claim in one}
    assert told == " PAGES=more/modes.md"


def test_without_a_terminal(project: Mini) -> None:
    """Nothing is judged where there is nobody: a yes from a pipe is none."""
    (project.root / FILE).write_text("{}\n")
    run = subprocess.run(
        [sys.executable, "-m", "host0", "judge"], cwd=project.root, input="y\n" * 9, capture_output=True, text=True,
        check=False, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert run.returncode == 1
    assert run.stderr == "host0: 6 to read, and nobody to ask: run this in a terminal (--list names them)\n"
    assert sorted(pending(project)) == sorted(KEYS)


def test_resting(project: Mini) -> None:
    """Sections that call a step, or link to it or to its section, are named in both languages."""
    assert [str(one) for one in resting(Project(project.root), {"host/two"})] == [
        "docs/zh/cheatsheet.md:1: Sheet (host/two)",
        "docs/en/cheatsheet.md:1: Sheet (host/two)",
        "docs/zh/modes.md:5: Next (host/two)",
        "docs/zh/modes.md:15: Compare (host/two)",
        "docs/en/modes.md:5: Next (host/two)",
        "docs/en/modes.md:15: Compare (host/two)",
    ]


def test_linked_section(project: Mini) -> None:
    """A link to a section leads to the steps of all that is below it, and of nothing after it."""
    below = '# T\n\n## A { #a }\n\n### B { #b }\n\n{{ step("host/one") }}\n\n## C { #c }\n\n{{ step("host/two") }}\n'
    project.write("docs/en/index.md", below)
    every = {
        "index.md": Page(Project(project.root), "en", "index.md"),
        "modes.md": Page(Project(project.root), "en", "modes.md"),
    }
    targets = ("index.md#a", "index.md#b", "index.md#step-host-two", "index.md", "index.md#x", "x.md#a", "#next")
    assert [shown(every["modes.md"], target, every) for target in targets] == [
        ("host/one",),
        ("host/one",),
        ("host/two",),
        (),
        (),
        (),
        ("host/two",),
    ]
