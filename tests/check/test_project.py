"""A project is read once, and read anew by whoever makes another one."""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from host0.check.faults import faults
from host0.check.refused import refused
from host0.check.verified import Verified
from host0.content.project import Project
from host0.problem import Problem
from tests.helpers.project import Mini, mini

OPENED: Counter[str] = Counter()
FOLDER: list[str] = []


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and FOLDER and str(arguments[0]).startswith(FOLDER[-1]):
        OPENED[str(arguments[0])[len(FOLDER[-1]) + 1 :]] += 1


@pytest.fixture(scope="module", autouse=True)
def hook() -> None:
    """Note which files Python opens, to the end of the process: a hook of this kind cannot be taken away."""
    sys.addaudithook(_note)


@pytest.fixture
def project(tmp_path: Path) -> Mini:
    """Return the miniature project, with a claim on its page."""
    project = mini(tmp_path)
    project.both("{ #next }", "{ #next .claim }")
    project.write("docs/claims/index.yml", "next:\n  shows:\n    - {has: title, in: host/two}\n")
    return project


def test_read_once(project: Mini) -> None:
    """A check opens each page, snippet, output, and claims' file once, whatever is asked of them."""
    OPENED.clear()
    FOLDER.append(str(project.root))
    files = Project(project.root)
    assert list(map(str, faults(files))) == []
    for _ in range(2):
        assert [step.bash.output() for step in map(files.step, files.whole)] == ["CONTAINER ID\n", "<title>\n"]
    FOLDER.pop()
    read = {path: number for path, number in OPENED.items() if path.startswith(("docs/", "snippets/host/"))}
    assert set(read) > {"docs/zh/index.md", "docs/en/index.md", "docs/claims/index.yml", "snippets/host/one.sh"}
    outputs = {path for path in read if path.endswith(".out")}
    # an output of the default engine stands for those of the other ones too
    assert {path: number for path, number in read.items() if number > 1 and path not in outputs} == {}
    assert all(read[path] <= 3 for path in outputs)


def test_changes_are_seen_by_another(project: Mini) -> None:
    """What was read stays as it was; another project sees the change: of a page, a snippet, an output, a claim."""
    old = Project(project.root)
    assert faults(old) == []
    project.edit("snippets/host/two.sh", "curl {host0.ip}", "curl {host0.other}")
    project.edit("snippets/host/two.out", "title", "other")
    project.add("```bash\nx\n```")
    assert faults(old) == []
    found = list(map(str, faults(Project(project.root))))
    assert any("a bash fence" in fault for fault in found)
    assert any("unknown placeholder {host0.other}" in fault for fault in found)
    project.edit("snippets/host/two.sh", "curl {host0.other}", "curl {host0.ip}")
    project.write("docs/zh/index.md", (project.root / "docs/en/index.md").read_text(encoding="utf-8"))
    assert any("not proven" in fault for fault in map(str, faults(Project(project.root))))


def test_rendered_as_configured(project: Mini) -> None:
    """Another configuration renders a page of the same text anew."""
    one = Project(project.root).pages["index.md"]["en"]
    same = Project(project.root).pages["index.md"]["en"]
    project.edit("mkdocs.yml", "tables, ", "")
    other = Project(project.root).pages["index.md"]["en"]
    assert one == same
    assert one != other
    assert one.rendered is same.rendered
    assert one.rendered is not other.rendered


def test_once(project: Mini) -> None:
    """What another room makes of a project is made once for the same arguments, and again after an error."""
    files = Project(project.root)
    assert files.once(Verified) is files.once(Verified)
    assert files.once(refused, draft=True) is files.once(refused, draft=True)
    assert files.once(refused, draft=True) is not files.once(refused)
    made = []

    def fails(project: Project) -> int:
        made.append(project)
        if len(made) == 1:
            raise Problem("not yet")
        return len(made)

    with pytest.raises(Problem):
        files.once(fails)
    assert [files.once(fails), files.once(fails)] == [2, 2]
