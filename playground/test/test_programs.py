"""What readers type on a host is there as in a lab, on host0 and on client0."""

import pytest

from playground.node.article import LIMIT
from playground.node.tab import Tab


@pytest.mark.parametrize("place", ["host0", "client0"])
@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("sudo id -un", "root"),
        ("netstat -tln | head -n 1", "Active Internet connections (only servers)"),
        ("ifconfig lo | head -n 1", "lo: flags=73<UP,LOOPBACK,RUNNING>"),
        ("ping -c 1 -q 127.0.0.1 | grep transmitted", "1 packets transmitted, 1 received, 0% packet loss"),
        ("echo one | less -F", "one"),
        ("echo one >/tmp/one; vi -es -c 's/one/two/' -c wq /tmp/one; cat /tmp/one; rm /tmp/one", "two"),
        ("tcpdump --version 2>&1 | head -n 1", "tcpdump version 4."),
        ("python3 -c 'print(40 + 2)'", "42"),
    ],
)
def test_programs(tab: Tab, place: str, command: str, expected: str) -> None:
    """A program does what it is for."""
    done = tab.session(place).run(command, LIMIT)
    assert expected in done.output, done.output
    assert done.status == 0


@pytest.mark.parametrize("place", ["host0", "client0"])
def test_typed_fast(tab: Tab, place: str) -> None:
    """No key is lost, however fast they come."""
    word = "abcdefghij" * 6  # a line of the terminal, and more keys than client0's console has buffers
    shown = tab.ask({"type": place, "keys": f"echo {word}\r"})["output"]
    assert f"\n\r{word}\n" in shown  # readline turns bracketed paste off, and returns to the first column
