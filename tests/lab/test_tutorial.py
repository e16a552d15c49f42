"""What Docker's own tutorials on host and bridge networks have their readers type works on host0 as it stands.

The commands are those of https://docs.docker.com/engine/network/tutorials/host/ and
https://docs.docker.com/engine/network/tutorials/standalone/. Left out is what leads out of host0: pulling an image, and
pings to the internet. host0's busybox, whose shell is alpine's too, stands in for alpine. What is typed in an attached
container is given to `docker exec`, several at once, but for the first container.
"""

from typing import Any

import pytest

from host0.content.generation import DEFAULT

LIMIT = 60
HOST = {
    "docker run --rm -d --network host --name my_nginx nginx": "",
    "until curl -s http://localhost:80/; do sleep 0.1; done": "Welcome to nginx!",  # the reader's browser
    "ip addr show": "docker0",
    "sudo netstat -tulpn | grep :80": "nginx",
    "docker container stop my_nginx": "my_nginx",
}
"""Of each command, something that it has to print."""

BRIDGE = {
    "docker network ls": "none",
    "docker run -dit --name alpine1 alpine ash": "",
    "docker run -dit --name alpine2 alpine ash": "",
    "docker container ls": "alpine2",
    "docker network inspect bridge": '"IPv4Address": "172.17.0.3/16"',
}
ATTACHED = r"""
(printf 'ip addr show\nping -c 2 172.17.0.3\nping -c 2 alpine2\necho typed $((6 * 7))\n'
until docker logs alpine1 | grep -q 'typed 42'; do sleep 0.1; done
printf '\020\021') | script -qec 'docker attach alpine1' /dev/null
docker container ls
"""
"""Typed into alpine1, up to the keys that detach from it."""

OWN = {
    "docker network create --driver bridge alpine-net": "",
    "docker network ls": "alpine-net",
    "docker network inspect alpine-net": '"Gateway": "172.18.0.1"',
    "docker run -dit --name alpine1 --network alpine-net alpine ash": "",
    "docker run -dit --name alpine2 --network alpine-net alpine ash": "",
    "docker run -dit --name alpine3 alpine ash": "",
    "docker run -dit --name alpine4 --network alpine-net alpine ash": "",
    "docker network connect bridge alpine4": "",
    "docker container ls": "alpine4",
    "docker network inspect bridge": "alpine3",
}
PINGS = {
    "alpine1": {"alpine2": True, "alpine4": True, "alpine1": True, "alpine3": False, "172.17.0.2": False},
    "alpine4": {"alpine1": True, "alpine2": True, "alpine3": False, "172.17.0.2": True, "alpine4": True},
}


@pytest.fixture(scope="module")
def shell(host0_run: Any) -> Any:
    """Return a shell on host0 that the tests of this file share."""
    with host0_run.labs.open(DEFAULT) as lab:
        shell = lab.session("host0")
        # no name server can be reached from here: let a name fail sooner than after ten seconds
        _typed(shell, {"docker tag busybox alpine": "", "echo 'options timeout:1 attempts:1' >>/etc/resolv.conf": ""})
        yield shell


def _typed(shell: Any, commands: dict[str, str]) -> None:
    """Run commands one after the other: each has to succeed, and to print something."""
    for command, printed in commands.items():
        result = shell.run(command, LIMIT)
        assert result.status == 0, f"{command}: {result.output}"
        assert printed in result.output, f"{command}: {result.output}"


def test_host(shell: Any) -> None:
    """The tutorial on the host network works, `sudo` and `netstat` included."""
    _typed(shell, HOST)


def test_default_bridge(shell: Any) -> None:
    """On the default bridge, containers reach each other by address but not by name."""
    _typed(shell, BRIDGE)
    result = shell.run(ATTACHED, LIMIT)
    assert "inet 172.17.0.2/16" in result.output
    assert "2 packets received" in result.output
    assert "ping: bad address 'alpine2'" in result.output
    assert result.output.count("ash") >= 2, f"alpine1 did not survive being attached to:\n{result.output}"
    _stop(shell, "alpine1 alpine2")


def test_own_bridge(shell: Any) -> None:
    """On networks of one's own they do by name, and those of other networks do not get through."""
    _typed(shell, OWN)
    # the time is for the answer alone: ten at once may take long to start
    ping = "(timeout 40 docker exec {0} ping -c 2 -W 3 {1} >/dev/null 2>&1; echo {0} to {1}: $?) &\n"
    code = "".join(ping.format(container, to) for container, pings in PINGS.items() for to in pings)
    said = shell.run(f"{code}wait", LIMIT).output
    reached = {one: {to: f"{one} to {to}: 0\n" in said for to in pings} for one, pings in PINGS.items()}
    assert reached == PINGS, said
    _stop(shell, "alpine1 alpine2 alpine3 alpine4")
    _typed(shell, {"docker network rm alpine-net": "alpine-net"})


def _stop(shell: Any, containers: str) -> None:
    """Stop and remove containers. A shell at a terminal ignores the signal to end: it is not given ten seconds."""
    _typed(shell, {f"docker container stop -t 0 {containers}": "", f"docker container rm {containers}": ""})
