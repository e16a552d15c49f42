"""What a language of code is has one place; and a snippet that hides whether its commands succeed is refused."""

from pathlib import Path

import pytest

from host0.check.place import tracks
from host0.content.code import CODE
from host0.content.code.python import Python
from host0.content.generation import GENERATIONS
from host0.content.step import Step, names, read
from host0.problem import Problem
from tests.conftest import ROOT
from tests.helpers.project import mini

BASH = {
    "or true": "docker rm web || true",
    "or a colon": "docker rm web || :",
    "then true": "docker rm web; true",
    "and true": "docker rm web && true",
    "true alone": "true",
    "a colon alone": ":",
    "true by its path": "/bin/true",
    "true as a command": "docker rm web || command true",
    "exit 0": "docker exec web sh -c 'ls /nowhere || exit 0'",
    "true in a shell of a container": "docker exec web sh -c 'ls /nowhere || true'",
    "in a group": "docker rm web || { true; }",
    "in a branch": "if docker rm web; then :; else true; fi",
    "without a blank": "docker rm web||true",
    "piped into true": "docker rm web | true",
    "on its own line": "docker rm web ||\n  true",
    "in the second line": "docker ps\ndocker rm web || true",
    "muted": "docker rm web 2>/dev/null || echo gone",
    "muted with its output": "docker rm web &>/dev/null || echo gone",
    "muted in the old way": "docker rm web >/dev/null 2>&1 || echo gone",
    "a trap of its own": "trap - ERR\ndocker rm web",
}

PYTHON = {
    "pass": "try:\n    f()\nexcept ValueError:\n    pass",
    "another print": "try:\n    f()\nexcept ValueError:\n    print('fine')",
    "bare": "try:\n    f()\nexcept:\n    print('fine')",
    "named and not used": "try:\n    f()\nexcept ValueError as error:\n    print('error')",
    "all of them": "try:\n    f()\nexcept Exception as error:\n    x = 1",
    "suppressed": "import contextlib\n\nwith contextlib.suppress(ValueError):\n    f()",
    "suppressed by name": "from contextlib import suppress\n\nwith suppress(ValueError):\n    f()",
}

GOOD = {
    "bash": [
        "docker rm web || echo no such container",
        "docker run --rm busybox true",
        "until docker logs web 2>/dev/null | grep GET; do sleep 0.1; done",
        "while true; do docker ps | grep web && break; done",
        "echo true",
        "echo 'it is true'",
        'awk -F: \'{print ($1 > 0 ? "a" : "b")}\' /etc/passwd',
        "docker rm web 2>/dev/null",
        "docker rm web 2>&1 || echo gone",
        "docker inspect -f '{{.HostConfig.AutoRemove}}' web | grep true",
    ],
    "python": [
        "try:\n    f()\nexcept ValueError as error:\n    print(error)",
        "try:\n    f()\nexcept ValueError:\n    raise",
        "try:\n    f()\nfinally:\n    print()",
    ],
}


@pytest.mark.parametrize("kind", BASH)
def test_bash(kind: str) -> None:
    """In Bash: what succeeds whatever happens, and an error that nobody sees."""
    code = BASH[kind]
    [(line, what), *_] = CODE["bash"].hiding(code)
    assert line == code.count("\n") + 1 - (kind == "a trap of its own")
    assert what.startswith("`")


@pytest.mark.parametrize("kind", PYTHON)
def test_python(kind: str) -> None:
    """In Python: an error that is caught and neither printed nor raised."""
    [(line, what)] = CODE["python"].hiding(PYTHON[kind])
    assert line == 3
    assert "goes unseen" in what


@pytest.mark.parametrize("code", ["pass", "...", "'a string'\npass", "1"])
def test_nothing_in_python(code: str) -> None:
    """Python that does nothing cannot fail."""
    assert [line for line, _ in CODE["python"].hiding(code)] == [1]


@pytest.mark.parametrize(("language", "code"), [(language, code) for language in GOOD for code in GOOD[language]])
def test_good(language: str, code: str) -> None:
    """What shows its error, or needs a command's status, is not refused."""
    assert list(CODE[language].hiding(code)) == []


@pytest.mark.parametrize("suffix", ["sh", "py"])
def test_every_step_replaced(tmp_path: Path, suffix: str) -> None:
    """Whatever step is replaced by one that does nothing, it is refused at its line, behind its header."""
    count = 0
    for name in sorted(names(ROOT)):
        path = ROOT / "snippets" / f"{name}.{suffix}"
        if path.exists():
            first, *_ = path.read_text(encoding="utf-8").split("\n")
            header = [first] if first.startswith("#") else []
            language, nothing = {"sh": ("bash", "true"), "py": ("python", "pass")}[suffix]
            (replaced := tmp_path / path.name).write_text("\n".join([*header, nothing, ""]), encoding="utf-8")
            with pytest.raises(Problem, match=rf":{len(header) + 1}: "):
                read(replaced, language)
            count += 1
    assert count > 10


class Other(Python):
    """A language that nobody speaks."""

    title, end, output = "Other", ".other", ".other"
    place = "other"


def test_another_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line in the table makes a language: its snippets are read, and have a track, outputs, and a session."""
    monkeypatch.setitem(CODE, "other", Other())
    project = mini(tmp_path)
    project.write("snippets/host/one.other", "print()\n")
    one, two = Step(project.root, "host/one"), Step(project.root, "host/two")
    snippet = one.snippet("other")
    assert (snippet.language, snippet.place, two.snippet("other")) == ("other", "other", two.bash)
    assert [snippet.output_path(g).name for g in GENERATIONS.values()] == [
        "one.other.20.10.out",
        "one.other.out",
        "one.other.28.5.out",
    ]
    assert [one.key for one in one.snippets()] == ["host/one.sh", "host/one.other"]
    assert tracks([one, two]) == ["bash", "python", "other"]
