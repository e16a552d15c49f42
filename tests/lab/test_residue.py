"""Residue: whatever a step leaves on one of the two machines is told by name, and only that."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from host0.content.generation import DEFAULT
from host0.lab import residue
from host0.lab.guest import inventory
from host0.lab.guest.inventory import difference
from host0.lab.host import Gone, Overrun, Result
from host0.lab.lab import Lab
from host0.problem import Problem

RULE = "-A INPUT -s 203.0.113.1/32 -j DROP"

LEFT: dict[str, tuple[str, str, str]] = {
    "process": ("(sleep 1234 &)", "left behind: process sleep 1234", "pkill -f 'sleep 1234'"),
    "second process": ("(sleep infinity &)", "left behind: process sleep infinity", "pkill -nx sleep"),
    "process on client0": (
        "client0 (sleep 4321 &)",
        "left behind: process sleep 4321 on client0",
        "pkill -f 'sleep 4321'",
    ),
    "port": ("(nc -l 4444 &)", "left behind: listening port tcp 0.0.0.0:4444", "pkill -x nc"),
    "route": (
        "ip route add 203.0.113.0/24 via 192.0.2.1 table 7",
        "left behind: IPv4 route 203.0.113.0/24 via 192.0.2.1 dev eth0 table 7",
        "ip route flush table 7",
    ),
    "missing route": (
        "ip route del default",
        "missing: IPv4 route default via 192.0.2.1 dev eth0",
        "ip route add default via 192.0.2.1",
    ),
    "IPv6 route": (
        "ip route add 2001:db8:1::/64 via 2001:db8::1",
        "left behind: IPv6 route 2001:db8:1::/64 via 2001:db8::1 dev eth0",
        "ip route del 2001:db8:1::/64",
    ),
    "route on client0": (
        "client0 ip route add 203.0.113.0/24 via 192.0.2.10",
        "left behind: IPv4 route 203.0.113.0/24 via 192.0.2.10 dev eth0 on client0",
        "client0 ip route del 203.0.113.0/24",
    ),
    "rule": (
        "ip rule add from 203.0.113.1 table 7",
        "left behind: IPv4 rule 32765: from 203.0.113.1 lookup 7",
        "ip rule del from 203.0.113.1 table 7",
    ),
    "IPv6 rule": (
        "ip -6 rule add from 2001:db8:1::1 table 7",
        "left behind: IPv6 rule 32765: from 2001:db8:1::1 lookup 7",
        "ip -6 rule del from 2001:db8:1::1 table 7",
    ),
    "neighbor": (
        "ip neigh add 192.0.2.77 lladdr 02:00:00:00:00:01 dev eth0",
        "left behind: permanent neighbor 192.0.2.77 dev eth0 lladdr 02:00:00:00:00:01 PERMANENT",
        "ip neigh del 192.0.2.77 dev eth0",
    ),
    "address": (
        "ip address add 203.0.113.9/32 dev lo",
        "left behind: address 203.0.113.9/32 of lo",
        "ip address del 203.0.113.9/32 dev lo",
    ),
    "address on client0": (
        "client0 ip address add 203.0.113.9/32 dev lo",
        "left behind: address 203.0.113.9/32 of lo on client0",
        "client0 ip address del 203.0.113.9/32 dev lo",
    ),
    "interface": ("ip link add br7 type bridge", "left behind: interface br7 (", "ip link del br7"),
    "mtu": ("ip link set eth0 mtu 1400", "changed: interface eth0: ", "ip link set eth0 mtu 1500"),
    "queuing": (
        "tc qdisc add dev eth0 root pfifo limit 9",
        "left behind: qdisc pfifo ",
        "tc qdisc del dev eth0 root",
    ),
    **{
        f"rule of iptables, {table}": (
            f"iptables -t {table} -A OUTPUT -d 203.0.113.1 -j ACCEPT",
            f"left behind: firewall rule ({table}) -A OUTPUT -d 203.0.113.1/32 -j ACCEPT",
            f"iptables -t {table} -D OUTPUT -d 203.0.113.1 -j ACCEPT",
        )
        for table in ("filter", "nat", "mangle", "raw")
    },
    "rule of ip6tables": (
        "ip6tables -t mangle -A INPUT -s 2001:db8::9 -j DROP",
        "left behind: IPv6 firewall rule (mangle) -A INPUT -s 2001:db8::9/128 -j DROP",
        "ip6tables -t mangle -F",
    ),
    "rule of iptables-legacy": (
        "iptables-legacy -A INPUT -s 203.0.113.1 -j DROP",
        f"left behind: firewall rule (filter) {RULE} of iptables-legacy",
        "iptables-legacy -F; rm -f /run/xtables.lock",
    ),
    "rule on client0": (
        "client0 iptables -A INPUT -s 203.0.113.1 -j DROP",
        f"left behind: firewall rule (filter) {RULE} on client0",
        "client0 iptables -F",
    ),
    "rule twice": (
        "iptables -A DOCKER-USER -j RETURN",
        "changed: firewall rule (filter) -A DOCKER-USER -j RETURN: 2 times (was: )",
        "iptables -D DOCKER-USER -j RETURN",
    ),
    "policy": (
        "iptables -P INPUT DROP",
        "left behind: firewall rule (filter) -P INPUT DROP",
        "iptables -P INPUT ACCEPT",
    ),
    "chain": ("iptables -N MINE", "left behind: firewall rule (filter) -N MINE", "iptables -X MINE"),
    "order of rules": (
        "iptables -D FORWARD -j DOCKER-USER; iptables -A FORWARD -j DOCKER-USER",
        "changed: order of firewall rules (filter): ",
        "iptables -D FORWARD -j DOCKER-USER; iptables -I FORWARD -j DOCKER-USER",
    ),
    "table of nftables": (
        "nft add table inet mine; nft add chain inet mine in; nft add rule inet mine in tcp dport 7 counter drop",
        "left behind: nftables table inet mine: chain in: tcp dport 7 counter drop",
        "nft delete table inet mine",
    ),
    "user": ("useradd demo", "changed: file /etc/passwd: ", "userdel demo"),
    "subordinate ids": ("echo a:1:1 >>/etc/subuid", "changed: file /etc/subuid: ", "sed -i /^a:1:1/d /etc/subuid"),
    "context of Docker": (
        "docker context create other --docker host=unix:///x",
        "left behind: folder /root/.docker (",
        "rm -r /root/.docker",
    ),
    "file in /usr": ("touch /usr/local/bin/mine", "left behind: file /usr/local/bin/mine (", "rm /usr/local/bin/mine"),
    "file in /var": ("touch /var/lib/mine", "left behind: file /var/lib/mine (", "rm /var/lib/mine"),
    "folder": ("mkdir -p /srv/a/b; touch /srv/a/b/c", "left behind: folder /srv/a (", "rm -r /srv/a"),
    "link": ("ln -s /x /opt/mine", "left behind: link /opt/mine (mode 777, owner 0:0, to /x)", "rm /opt/mine"),
    "shared memory": ("touch /dev/shm/mine", "left behind: file /dev/shm/mine (", "rm /dev/shm/mine"),
    "missing file": ("mv /etc/issue /run/docker/x", "missing: file /etc/issue", "mv /run/docker/x /etc/issue"),
    "mode": ("chmod 4755 /usr/bin/curl", "changed: file /usr/bin/curl: mode 4755, ", "chmod 755 /usr/bin/curl"),
    "owner": ("chown 7 /etc/issue", "changed: file /etc/issue: mode 644, owner 7:0, ", "chown 0 /etc/issue"),
    "content": (
        "cp -p /etc/issue /run/docker/x; tr D E <<<$(cat /etc/issue) >/etc/issue",
        "changed: file /etc/issue: ",
        "mv /run/docker/x /etc/issue",
    ),
    "file on client0": ("client0 touch /run/mine", "left behind: file /run/mine on client0 (", "client0 rm /run/mine"),
    "kernel setting": (
        "sysctl -w net.ipv4.ip_default_ttl=63",
        "changed: kernel setting net.ipv4.ip_default_ttl: 63 (was: 64)",
        "sysctl -w net.ipv4.ip_default_ttl=64",
    ),
    "kernel setting on client0": (
        "client0 sysctl -w net.ipv4.tcp_fin_timeout=7",
        "changed: kernel setting net.ipv4.tcp_fin_timeout on client0: 7 (was: 60)",
        "client0 sysctl -w net.ipv4.tcp_fin_timeout=60",
    ),
    "name of client0": (
        "client0 hostname other",
        "changed: kernel setting kernel.hostname on client0: other (was: client0)",
        "client0 hostname client0",
    ),
    "mount": ("mount -t tmpfs none /mnt", "left behind: mount /mnt (tmpfs ", "umount /mnt"),
    "mount on client0": (
        "client0 mount -t tmpfs none /mnt",
        "left behind: mount /mnt on client0 (tmpfs ",
        "client0 umount /mnt",
    ),
    "container": (
        "docker create --name=idle busybox true",
        "left behind: container idle (of busybox)",
        "docker rm idle",
    ),
    "network": ("docker network create n", "left behind: network n (bridge, local)", "docker network rm n"),
    "volume": ("docker volume create data", "left behind: volume data (local)", "docker volume rm data"),
    "image": ("docker tag busybox mine", "left behind: image mine:latest (", "docker rmi mine"),
    "swarm": (
        "docker swarm init --advertise-addr 192.0.2.10",
        "left behind: swarm: active",
        "docker swarm leave --force; until docker network rm docker_gwbridge; do sleep 0.1; done",
    ),
}
"""What leaves something, what is told of it, and what puts it right; on host0 or, where that is said, client0."""


@pytest.fixture(scope="module")
def lab(host0_run: Any) -> Iterator[Lab]:
    """Return a real lab that remembers what it had."""
    with host0_run.labs.open(DEFAULT) as lab:
        lab.remember()
        yield lab


def do(lab: Lab, script: str) -> None:
    """Run a script on the machine that it names first, or on host0."""
    place, _, rest = script.partition(" ")
    there = place == "client0"
    result = lab.session("client0" if there else "host0").run(rest if there else script, 60 * lab.patience)
    assert result.status == 0, result.output


def until(lab: Lab, told: str) -> list[str]:
    """Return what is left once that is told; or what is told when there was time enough for it."""
    deadline = time.monotonic() + 20 * lab.patience
    left = lab.left()
    while not any(line.startswith(told) for line in left) and time.monotonic() < deadline:
        time.sleep(0.1)
        left = lab.left()
    return left


@pytest.mark.parametrize("kind", LEFT)
def test_left(lab: Lab, kind: str) -> None:
    """What a step leaves is told by its name; once it is put right, nothing is."""
    leave, told, undo = LEFT[kind]
    do(lab, leave)
    left = until(lab, told)
    do(lab, undo)
    assert any(line.startswith(told) for line in left), left
    assert residue.stays(lab) == []


def test_nothing(lab: Lab) -> None:
    """Looking, and running what changes nothing, leaves nothing."""
    do(lab, "docker run --rm busybox true; docker ps; ip route; iptables -t mangle -S; cat /etc/passwd")
    do(lab, "client0 ping -c 1 192.0.2.10")
    assert residue.stays(lab) == []
    assert lab.left() == []


def test_twice(lab: Lab) -> None:
    """Docker's own jump may be there twice, for Docker does that by itself; once it is missing, that is told."""
    do(lab, "iptables -I FORWARD -j DOCKER-USER")
    assert residue.stays(lab) == []
    do(lab, "iptables -D FORWARD -j DOCKER-USER; iptables -D FORWARD -j DOCKER-USER")
    left = until(lab, "missing: firewall rule (filter) -A FORWARD -j DOCKER-USER")
    assert any("-A FORWARD -j DOCKER-USER" in line for line in left), left
    do(lab, "iptables -I FORWARD -j DOCKER-USER")
    assert residue.stays(lab) == []


def test_docker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plugins and the cache of builds are told too, though no lab can have them without a registry."""
    answers: dict[str, Any] = {
        "/containers/json?all=1": [{"Id": "0123456789abcdef", "Names": [], "Image": "nginx"}],
        "/networks": [],
        "/volumes": {"Volumes": None},
        "/images/json?all=1": [{"Id": "sha256:0123456789abcdef", "RepoTags": []}],
        "/plugins": [{"Name": "vieux/sshfs:latest", "Enabled": True}],
        "/system/df": {"BuildCache": [{"ID": "abc"}]},
        "/info": {"Swarm": {"LocalNodeState": "inactive"}},
    }
    monkeypatch.setattr(inventory, "engine", answers.__getitem__, raising=False)  # which stands above it on host0
    assert dict(inventory.docker()) == {
        "container 0123456789ab": "of nginx",
        "image 0123456789ab": "0123456789ab",
        "plugin vieux/sshfs:latest": "enabled: True",
        "build cache abc": "",
    }


def test_difference() -> None:
    """What follows from something that is told is not told again."""
    before = {
        "file /a/b": "x",
        "kernel setting net.ipv4.ip_forward": "0",
        "order of rules": "1\n2",
        "order of others": "1\n2",
    }
    after = {
        "folder /new": "mode 755",
        "file /new/one": "x",
        "folder /new/more": "x",
        "file /new/more/one": "x",
        "file /newer": "x",
        "file /new/one on client0": "x",
        "kernel setting net.ipv4.ip_forward": "1",
        "kernel setting net.ipv4.conf.br7.forwarding": "1",
        "order of rules": "1\n2\n3",
        "order of others": "2\n1",
    }
    assert difference(before, before) == []
    assert difference(before, after) == [
        "left behind: folder /new (mode 755)",
        "left behind: file /newer (x)",
        "left behind: file /new/one on client0 (x)",
        "changed: kernel setting net.ipv4.ip_forward: 1 (was: 0)",
        "changed: order of others: 2\n1 (was: 1\n2)",
        "missing: file /a/b",
    ]


class Python:
    """A Python on host0 that answers as a test says."""

    def __init__(self, *answers: Result | Exception) -> None:
        self._answers = list(answers)

    def run(self, snippet: str, limit: float, *, pipes: bool = False) -> Result:
        """Answer any program."""
        compile(snippet, "snippet", "exec")
        assert limit == residue.LIMIT
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_cannot_look() -> None:
    """A look that fails again and again is told as such; a lab that does not answer is gone."""
    broken = Python(Result("OSError: no such thing\n", 1))
    with pytest.raises(Problem, match="host0 cannot be looked at: OSError: no such thing"):
        residue.remember(broken)
    assert residue.left(broken) == ["OSError: no such thing"]
    with pytest.raises(Gone, match="host0 did not tell what it has within 60 s"):
        residue.left(Python(Overrun("")))


def test_looks_again() -> None:
    """What changes while it is looked at is looked at again, also when nobody waits any longer for it to end."""
    restless, left = Result("OSError: no such thing\n", 1), Result("left behind: container web\n", 0)
    assert residue.left(Python(restless, restless, left)) == ["left behind: container web"]
    residue.remember(Python(restless, restless, Result("", 0)))
