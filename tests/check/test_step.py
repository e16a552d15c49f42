"""Steps: their files, their header, and what is refused in them, with path and line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from host0.content.generation import DEFAULT, GENERATIONS
from host0.content.step import LIMIT, Snippet, Step, names, read
from host0.problem import Problem
from tests.helpers.project import Mini, mini


@pytest.fixture
def project(tmp_path: Path) -> Mini:
    """Return a miniature project."""
    return mini(tmp_path)


def bash(project: Mini, text: str) -> Snippet:
    """Read a bash snippet with this text."""
    return read(project.write("snippets/host/x.sh", text), "bash")


def python(project: Mini, text: str) -> Snippet:
    """Read a Python snippet with this text."""
    return read(project.write("snippets/host/x.py", text), "python")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", ("host0", 0, LIMIT, "")),
        ("# step:\n", ("host0", 0, LIMIT, "")),
        ("# step: on=client0\n", ("client0", 0, LIMIT, "")),
        ("# step: exit=3\n", ("host0", 3, LIMIT, "")),
        ("# step: exit=255\n", ("host0", 255, LIMIT, "")),
        ("# step: limit=1\n", ("host0", 0, 1.0, "")),
        ("# step: limit=300\n", ("host0", 0, 300.0, "")),
        ('# step: output="hidden: the figures differ"\n', ("host0", 0, LIMIT, "the figures differ")),
        ("# step: output=hidden:figures\n", ("host0", 0, LIMIT, "figures")),
        ("#step:on=client0\n", ("client0", 0, LIMIT, "")),
        ("# step: output='hidden: why'  limit=9 exit=1   on=client0 \n", ("client0", 1, 9.0, "why")),
    ],
)
def test_header(project: Mini, header: str, expected: tuple[str, int, float, str]) -> None:
    """A header sets what it names, leaves the rest at its default, and is no part of the code."""
    snippet = bash(project, header + "echo a\n\necho b  # c\n")
    assert (snippet.on, snippet.exit, snippet.limit, snippet.hidden) == expected
    assert snippet.code == "echo a\n\necho b  # c"
    assert snippet.place == expected[0]


@pytest.mark.parametrize(
    ("first", "message"),
    [
        ("# step: on=host1", "bad value 'host1' of 'on'"),
        ("# step: on", "bad value '' of 'on'"),
        ("# step: exit=256", "bad value '256' of 'exit'"),
        ("# step: exit=-1", "bad value '-1' of 'exit'"),
        ("# step: exit=one", "bad value 'one' of 'exit'"),
        ("# step: limit=0", "bad value '0' of 'limit'"),
        ("# step: limit=301", "bad value '301' of 'limit'"),
        ("# step: limit=1.5", "bad value '1.5' of 'limit'"),
        ("# step: output=shown", "bad value 'shown' of 'output'"),
        ("# step: output=hidden", "an output is hidden for a reason"),
        ("# step: output='hidden: '", "an output is hidden for a reason"),
        ("# step: output='hidden: why", "No closing quotation"),
        ("# step: fails=some", "bad value 'some' of 'fails'"),
        ("# step: fails=1,2", "bad value '1,2' of 'fails'"),
        ("# step: fails=1.13:1", "unknown engine 1.13 of 'fails'"),
        ("# step: ON=client0", "unknown key 'ON'"),
        ("# step: wait=3", "unknown key 'wait'"),
        ("# step: exit=1, limit=3", "bad value '1,' of 'exit'"),
        ("# step: exit=1 limit=3 exit=1", "exit stands twice"),
        ("# lists the containers", "must be the step's header"),
        ("#!/bin/bash", "must be the step's header"),
        ("# steps: exit=1", "must be the step's header"),
    ],
)
def test_bad_header(project: Mini, first: str, message: str) -> None:
    """A header that is not understood is refused with path and line, and so is any other comment in its place."""
    with pytest.raises(Problem, match=message) as caught:
        bash(project, f"{first}\necho\n")
    assert str(caught.value).startswith(f"{project.root}/snippets/host/x.sh:1: ")


@pytest.mark.parametrize(
    ("value", "expected"), [("2", [2, 2, 2]), ("20.10:1", [1, 0, 0]), ("1,20.10:3,28.5:0", [3, 1, 0])]
)
def test_fails(project: Mini, value: str, expected: list[int]) -> None:
    """A number of commands that fail is that of all engines, or of one."""
    snippet = bash(project, f"# step: fails={value}\necho\n")
    assert [snippet.failing(generation) for generation in GENERATIONS.values()] == expected
    assert bash(project, "echo\n").failing(DEFAULT) == 0
    with pytest.raises(Problem, match="of 'fails'"):
        python(project, f"# step: fails={value}\nprint()\n")


@pytest.mark.parametrize(("text", "line"), [("echo\n# step: exit=1\n", 2), ("\n# step: exit=1\nfalse\n", 2)])
def test_header_elsewhere(project: Mini, text: str, line: int) -> None:
    """A header that is not in the first line would do nothing, so it is refused."""
    with pytest.raises(Problem, match="belongs in the first line") as caught:
        bash(project, text)
    assert f"x.sh:{line}: " in str(caught.value)


@pytest.mark.parametrize("command", ["echo one\n", "echo one\r\n"])
def test_not_utf8(project: Mini, command: str) -> None:
    """A snippet in another encoding is refused at its line."""
    file = project.root / "snippets/host/x.sh"
    file.write_bytes(command.encode() * 2 + "echo é\n".encode("latin-1"))
    with pytest.raises(Problem, match=r"x\.sh:3: not UTF-8: save it as that"):
        read(file, "bash")


@pytest.mark.parametrize("read_it", [bash, python])
def test_nul(project: Mini, read_it: Callable[[Mini, str], Snippet]) -> None:
    """A byte that no shell can be given is refused at its line, before anything reads the code."""
    with pytest.raises(Problem, match=r"x\.(sh|py):2: a NUL byte"):
        read_it(project, "print\necho \0one\n")


@pytest.mark.parametrize("text", ["", "\n\n", "  \n", "# step: exit=1\n", "# step:\n\n"])
def test_empty(project: Mini, text: str) -> None:
    """A snippet without a command is refused."""
    for read_it in (bash, python):
        with pytest.raises(Problem, match=r"x\.(sh|py):1: the snippet is empty"):
            read_it(project, text)


@pytest.mark.parametrize("word", ["client0", "host0"])
def test_python_has_one_place(project: Mini, word: str) -> None:
    """Python runs in its own session on host0: a header cannot move it."""
    with pytest.raises(Problem, match=rf"x\.py:1: bad value '{word}' of 'on'"):
        python(project, f"# step: on={word}\nprint()\n")
    assert python(project, "# step: exit=1\nprint()\n").place == "python"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("curl {host0.ipp}\n", 1),
        ("echo\n\ncurl {host0.ipp}\n", 3),
        ("# step: exit=1\ncurl {host0.ipp}\n", 2),
        ("# step:\ncurl {host0.ipp}\n", 2),
        ("# step: exit=1\n\n\ncurl {host0.ipp}\n", 4),
        ("\n\ncurl {host0.ip} {host0.ipp}\n", 3),
    ],
)
def test_unknown_placeholder(project: Mini, text: str, line: int) -> None:
    """An unknown placeholder is refused at its line in the file, with a header or without."""
    with pytest.raises(Problem, match=rf"x\.sh:{line}: unknown placeholder {{host0.ipp}} \(known: host0.ip, "):
        bash(project, text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('print("{host0.ipp}")\n', 1),
        ("# step: exit=1\n\nprint('{host0.ipp}')\n", 3),
        ("x = 1\nprint(b'{host0.ipp}')\n", 2),
        ("x = '''a\nb\n{host0.ipp}'''\n", 3),
        ("x = 1  # {host0.ipp}\n", 1),
        ('print("{host0.ipp}" f"{x.y}")\n', 1),
        ("print(r'{host0.ipp}')\n", 1),
    ],
)
def test_unknown_placeholder_in_python(project: Mini, text: str, line: int) -> None:
    """In Python, a string, bytes and a comment can hold a placeholder, and an unknown one is refused at its line."""
    with pytest.raises(Problem, match=rf"x\.py:{line}: unknown placeholder {{host0.ipp}}"):
        python(project, text)


@pytest.mark.parametrize(
    "text",
    [
        'print(f"{network.name} {network.driver}")',
        'print(f"{x!r:>{y.width}} {host0.ip}", rf"{a.b}", F"{a.b}")',
        'print("{host0.ip}", b"{client0.ip6}", {n.name for n in x})',
        "print(f'''{a.b}\n{c.d}''')",
        '"{{.Name}} ${a.b}".format()',
    ],
)
def test_python_braces(project: Mini, text: str) -> None:
    """Python's own braces, as in an f-string, are no placeholders."""
    assert python(project, text).code == text


@pytest.mark.parametrize(("text", "line"), [("x = 1\nfor\n", 2), ("# step: exit=1\nx = 1\nprint 1\n", 3), ("f(\n", 1)])
def test_not_python(project: Mini, text: str, line: int) -> None:
    """A Python snippet with a syntax error is refused at its line in the file."""
    with pytest.raises(Problem, match=rf"x\.py:{line}: not Python: "):
        python(project, text)


def test_unknown_step(project: Mini) -> None:
    """An unknown step is refused with the names that come nearest to it, at most three."""
    for name in ("host/three", "one", "host/one.sh", "../host/one", "../snippets/host/one", "host/One", ""):
        with pytest.raises(Problem, match=r"unknown step .*\(nearest: (host/one, host/two|host/two, host/one)\)"):
            Step(project.root, name)
    for name in ("host/three", "host/four", "host/five"):
        (project.root / f"snippets/{name}.sh").write_text("true\n")
    with pytest.raises(Problem, match=r"\(nearest: host/three(, host/\w+){2}\)"):
        Step(project.root, "host/thre")


def test_tracks(project: Mini) -> None:
    """The Python track runs a step's Python snippet, and where there is none its bash one."""
    one, two = Step(project.root, "host/one"), Step(project.root, "host/two")
    assert one.own("python") is None
    assert one.snippet("python") == one.snippet("bash") == one.bash
    assert (two.snippet("bash").language, two.snippet("python").language) == ("bash", "python")
    assert [snippet.key for snippet in two.snippets()] == ["host/two.sh", "host/two.py"]
    assert names(project.root) == {"host/one", "host/two"}


def test_outputs(project: Mini) -> None:
    """Each engine has its own output where a file is there for it, and else the default engine's."""
    two = Step(project.root, "host/two")
    old, new = GENERATIONS["20.10"], GENERATIONS["28.5"]
    project.write("snippets/host/two.20.10.out", "old\n")
    project.write("snippets/host/two.py.28.5.out", "new\n")
    files = {
        (snippet.language, generation.name): (snippet.output_file(generation).name, snippet.output(generation))
        for snippet in two.snippets()
        for generation in (old, DEFAULT, new)
    }
    assert files == {
        ("bash", "20.10"): ("two.20.10.out", "old\n"),
        ("bash", "26.1"): ("two.out", "<title>\n"),
        ("bash", "28.5"): ("two.out", "<title>\n"),
        ("python", "20.10"): ("two.py.out", "<title>\n"),
        ("python", "26.1"): ("two.py.out", "<title>\n"),
        ("python", "28.5"): ("two.py.28.5.out", "new\n"),
    }
    assert two.bash.output_path(new).name == "two.28.5.out"


def test_no_output(project: Mini) -> None:
    """A snippet whose output was never recorded says so, with its path."""
    (project.root / "snippets/host/one.out").unlink()
    with pytest.raises(Problem, match=r"snippets/host/one\.sh:1: its output was never recorded: make record"):
        Step(project.root, "host/one").bash.output()
