"""A session in the lab is a person at a terminal."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from host0.content.generation import DEFAULT
from host0.lab import session
from host0.lab.host import Gone, Overrun
from host0.lab.lab import ATTEMPTS, Lab
from host0.lab.session import clean
from tests.helpers.labs import LIMIT, printed


@pytest.fixture(scope="module")
def lab(host0_run: Any) -> Iterator[Lab]:
    """Return a lab that the tests of this file share."""
    with host0_run.labs.open(DEFAULT) as lab:
        yield lab


@pytest.fixture
def own_lab(host0_run: Any) -> Iterator[Lab]:
    """Return a lab that a test may spoil."""
    with host0_run.labs.open(DEFAULT) as lab:
        yield lab


def test_cleaned() -> None:
    """What a terminal was sent is cleaned as in the reader's tab: web/test/machine.test.mjs has the same vectors."""
    vectors = json.loads(Path(__file__).parents[1].joinpath("helpers/cleaning.json").read_text(encoding="utf-8"))
    assert len(vectors) >= 10
    assert {says: clean(sent.encode()) for says, (sent, _) in vectors.items()} == {
        says: text for says, (_, text) in vectors.items()
    }


def test_state_carries_over(lab: Lab) -> None:
    """Directory, variables, functions, aliases and background jobs are there for the next snippet."""
    shell = lab.session("host0")
    shell.run("cd /etc; x='a b'; greet() { echo hi $1; }; sleep 50 & job=$!", LIMIT)
    assert shell.run(
        'pwd; echo "$x"; greet you; kill -0 $job && echo runs; kill $job; wait $job', LIMIT
    ).output.startswith("/etc\na b\nhi you\nruns\n")


@pytest.mark.parametrize(
    ("snippet", "status", "output"),
    [
        ("true", 0, ""),
        ("(exit 7)", 7, ""),
        ("false; echo $?", 0, "1\n"),
        ("ls /nowhere", 2, "ls: cannot access '/nowhere': No such file or directory\n"),
        ("printf 'no newline'", 0, "no newline"),
        ("printf 'a\\n\\n\\nb\\n\\n'", 0, "a\n\n\nb\n\n"),
        ("cat <<END\n$((1 + 1)) \"quoted\" 'single'\nEND", 0, "2 \"quoted\" 'single'\n"),
        ("echo 中文 ñ 🐳", 0, "中文 ñ 🐳\n"),
        ("printf '\\e[31mred\\e[0m\\n'", 0, "red\n"),
        ("echo '!!' !x", 0, "!! !x\n"),
        ("echo a\techo", 0, "a echo\n"),
        ("test -t 0 && test -t 1 && echo terminal", 0, "terminal\n"),
        ("for i in 1 2\ndo\n  echo $i\ndone", 0, "1\n2\n"),
        ("echo $COLUMNS $TERM; stty size", 0, "160 dumb\n50 160\n"),
        ("printf '\\x1e0\\x1e'; echo more", 0, "\x1e0\x1emore\n"),
        ("# only a comment", 0, ""),
    ],
)
def test_output_and_status(lab: Lab, snippet: str, status: int, output: str) -> None:
    """What a snippet prints and its exit status arrive as they are."""
    result = lab.session("host0").run(snippet, LIMIT)
    assert (result.status, result.output) == (status, output)


FAILED = {
    "ls /nowhere; echo": (["ls /nowhere"], 1),
    "ls /nowhere 2>/dev/null; (exit 3)": (["ls /nowhere 2> /dev/null"], 1),
    "x=$(false); echo": (["x=$(false)"], 1),
    "f() { false; }; f; echo": (["false"], 1),
    "for i in 1 2; do false; done; echo": (["false", "false"], 2),
    "false | true; echo": ([], 1),
    "false | true": ([], 0),
    "(exit 7)": ([], 0),
    "false || echo": ([], 0),
    "if false; then echo; fi": ([], 0),
    "until ! false; do echo; done; ! true; true": ([], 0),
}
"""Snippets, what fails in them unseen, and how much of it does if pipes count."""


@pytest.mark.parametrize("snippet", FAILED)
def test_failed(lab: Lab, snippet: str) -> None:
    """What fails on a snippet's way is noted, unless something looks at its status, as it does at the last one's."""
    alone, piped = FAILED[snippet]
    shell = lab.session("host0")
    assert shell.run(snippet, LIMIT).failed == tuple(alone)
    assert len(shell.run(snippet, LIMIT, pipes=True).failed or ()) == piped
    assert shell.run(snippet, LIMIT).failed == tuple(alone)


def test_noting_leaves_no_trace(lab: Lab) -> None:
    """A snippet finds no trap and no option of ours, and keeps its own."""
    shell = lab.session("host0")
    for option, status in (("-o", 1), ("+o", 0)):
        shell.run(f"set {option} pipefail", LIMIT)
        assert shell.run("false | true", LIMIT, pipes=True).status == 1
        assert shell.run("false | true", LIMIT).status == status
    assert shell.run("set | grep -c ^host0_; trap -p EXIT", LIMIT).output == "1\n"  # the note that is being made


def test_long_output_before_a_failure(lab: Lab) -> None:
    """However much is printed, and however long the commands are that failed, both arrive whole."""
    long = "ls " + "/nowhere" * 500
    result = lab.session("host0").run(f"seq 100000; {long} 2>/dev/null; {long} 2>/dev/null; echo end", LIMIT)
    assert result.output.endswith("\n100000\nend\n")
    assert [len(command) for command in result.failed or ()] == [len(long) + len(" 2> /dev/null")] * 2


def test_unfinished_quote(lab: Lab) -> None:
    """An unfinished quote is an error of its snippet alone; the next one runs."""
    result = lab.session("host0").run("echo 'never closed", LIMIT)
    assert result.status != 0
    assert "unexpected EOF" in result.output
    assert lab.session("host0").run("echo fine", LIMIT).output == "fine\n"


def test_long(lab: Lab) -> None:
    """A long snippet and a long output pass whole."""
    shell = lab.session("host0")
    assert shell.run(f"x={'y' * 50_000}; echo ${{#x}}", LIMIT).output == "50000\n"
    assert shell.run("seq 200000", LIMIT).output == "".join(f"{n}\n" for n in range(1, 200_001))


def test_terminal_in_a_container(lab: Lab) -> None:
    """`docker exec -it` and `docker run -it` find the terminal they ask for."""
    shell = lab.session("host0")
    assert printed(shell, "docker run --rm -it busybox sh -c 'test -t 0 && echo yes'") == "yes\n"


def test_python(lab: Lab) -> None:
    """Python keeps its names; errors print their last line and have the status 1; exit codes pass."""
    python = lab.session("python")
    assert python.run("import os\nx = 40", LIMIT) == python.run("pass", LIMIT)
    assert python.run("def f():\n    return x + 2\n\nprint(f(), '中')", LIMIT).output == "42 中\n"
    failed = python.run("print('first')\n1 / 0", LIMIT)
    assert (failed.status, failed.output) == (1, "first\nZeroDivisionError: division by zero\n")
    assert python.run("raise SystemExit(3)", LIMIT).status == 3
    assert python.run("x = (", LIMIT).status == 1
    assert python.run(f"print(len('{'z' * 20_000}'))", LIMIT).output == "20000\n"


def test_client0(lab: Lab) -> None:
    """client0 is another machine: a name and an address of its own, no Docker, host0 within reach, nothing else."""
    client0 = lab.session("client0")
    assert client0.run("hostname", LIMIT).output == "client0\n"
    assert client0.run("docker ps", LIMIT).status != 0
    assert client0.run("curl --silent --unix-socket /run/docker.sock http://docker/_ping", LIMIT).status != 0
    assert client0.run("ping -c 1 -W 5 host0 >/dev/null", LIMIT).status == 0
    assert client0.run("ping -6 -c 1 -W 5 2001:db8::10 >/dev/null", LIMIT).status == 0
    addresses = client0.run("ip -brief address | awk '{print $1, $3}'", LIMIT).output
    assert addresses == "lo 127.0.0.1/8\neth0@if10 192.0.2.20/24\n"


def test_no_way_out(lab: Lab) -> None:
    """No route leaves the lab, and a missing image is told at once, not after half a minute."""
    shell = lab.session("host0")
    assert shell.run("ping -c 1 -W 1 198.51.100.1 >/dev/null", LIMIT).status == 1
    assert "connection refused" in shell.run("docker run no-such-image", 10 * lab.patience).output


def test_overrun(own_lab: Lab) -> None:
    """A snippet that does not end is stopped at its limit, and what it had printed is told."""
    with pytest.raises(Overrun, match=r"^so far\n$"):
        own_lab.session("host0").run("echo so far; docker run --rm busybox sleep 1000", 10)


@pytest.mark.parametrize(("place", "snippet"), [("host0", "exit 3"), ("python", "import os\nos._exit(3)")])
def test_gone(own_lab: Lab, place: str, snippet: str) -> None:
    """A snippet that ends its own session is told apart from one that fails."""
    with pytest.raises(Gone):
        own_lab.session(place).run(f"{snippet}", LIMIT)


def test_silent(host0_run: Any, own_lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session that never answers is told as one that is gone, with what it said; its connection does not stay."""
    monkeypatch.setitem(session.PLACES, "host0", ["sh", "-c", "echo so far; exec sleep 1000"])
    monkeypatch.setattr(session, "START_LIMIT", 5.0)
    api, opened = host0_run.client.api, []
    start = api.exec_start

    def started(*how: Any, **more: Any) -> Any:
        response = start(*how, **more)
        opened.append(getattr(response, "_sock", response))
        return response

    monkeypatch.setattr(api, "exec_start", started)
    with pytest.raises(Gone, match=r"^host0 did not answer within 5 s; it had printed:\n(?s:.)*so far\n") as told:
        own_lab.session("host0")
    assert told.traceback  # which would keep what was open
    assert [one.fileno() for one in opened] == [-1] * ATTEMPTS


def test_silent_once(own_lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session in whose place another one answers is no loss."""
    command = "mkdir /tmp/first 2>/dev/null && exec sleep 1000; rmdir /tmp/first; exec bash --norc --noprofile"
    monkeypatch.setitem(session.PLACES, "host0", ["sh", "-c", command])
    monkeypatch.setattr(session, "START_LIMIT", 5.0)
    assert own_lab.session("host0").run("echo here", LIMIT).output == "here\n"


def test_lab_dies(own_lab: Lab) -> None:
    """A lab that dies under a snippet is told at once, not at the snippet's limit."""
    with pytest.raises(Gone):
        own_lab.session("host0").run("kill -9 $(pgrep -x dockerd); sleep 100", 60)


@pytest.mark.parametrize("waiting", [0.0, 7.5])
def test_patience(lab: Lab, monkeypatch: pytest.MonkeyPatch, waiting: float) -> None:
    """Where processes wait for each processor, limits are as many times longer; nowhere are they shorter."""
    monkeypatch.setattr(os, "getloadavg", lambda: (waiting * (os.cpu_count() or 1), 0.0, 0.0))
    monkeypatch.setitem(lab.stages, "ready", 0.5)
    assert lab.patience == max(1.0, waiting)
    monkeypatch.setitem(lab.stages, "ready", 20.0)
    assert lab.patience == 10.0
