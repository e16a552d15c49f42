"""What readers type on a host is there as in a lab, on host0 and on client0."""

import re
import time
from collections.abc import Iterator

import pytest

from playground.node.article import LIMIT
from playground.node.tab import HERE, Tab

PLACES = pytest.mark.parametrize("place", ["host0", "client0"])


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    """Return the published machine."""
    with Tab() as machine:
        yield machine


@PLACES
@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("sudo id -un", "root"),
        ("netstat -tln | head -n 1", "Active Internet connections (only servers)"),
        ("ifconfig lo | head -n 1", "lo: flags=73<UP,LOOPBACK,RUNNING>"),
        ("ping -c 1 -q 127.0.0.1 | grep transmitted", "1 packets transmitted, 1 received, 0% packet loss"),
        ("(echo through | nc -N -l 127.0.0.1 7070) & until nc -d 127.0.0.1 7070; do :; done; wait", "through"),
        ("echo one | less -F", "one"),
        ("tcpdump --version 2>&1 | head -n 1", "tcpdump version 4."),
        ("ss --version", "ss utility, iproute2-"),
        ("python3 -c 'print(40 + 2)'", "42"),
    ],
)
def test_programs(tab: Tab, place: str, command: str, expected: str) -> None:
    """A program does what it is for."""
    done = tab.session(place).run(command, LIMIT)
    assert expected in done.output, done.output
    assert done.status == 0


def until(tab: Tab, condition: str) -> None:
    """Wait until a command succeeds beside the reader's shells."""
    deadline = time.monotonic() + LIMIT
    while tab.ask({"agent": condition})["status"]:
        assert time.monotonic() < deadline, condition


@PLACES
def test_full_screen(tab: Tab, place: str) -> None:
    """Programs that have the whole terminal take what is typed key by key, and give it back."""

    def keys(text: str) -> None:
        tab.ask({"type": place, "text": text})

    keys("vi /tmp/one\r")
    until(tab, "pgrep -x vi && [ -e /tmp/.one.swp ]")  # it has its file, and so its terminal
    keys("ione\x1b:s/one/two/\r:wq\r")
    until(tab, "! pgrep -x vi")
    assert tab.run("cat /tmp/one; rm /tmp/one") == "two\n"
    keys("less /etc/passwd\r")
    until(tab, "pgrep -x less")
    keys("q")
    until(tab, "! pgrep -x less")
    keys("touch /tmp/over\r")
    until(tab, "rm /tmp/over")


def test_absent() -> None:
    """What a lab has, and this machine has not, is said in the README; none of it is on the disk."""
    said = re.search(r"not there: (.*?)\. ", (HERE / "README.md").read_text().replace("\n", " "))
    assert said
    names = re.findall(r"`(\w+)`", said[1])
    assert {"dig", "jq", "lsof"} <= set(names)
    with Tab() as machine:
        assert machine.run(f"type -P {' '.join(names)}") == ""
