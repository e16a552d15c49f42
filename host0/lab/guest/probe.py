"""Runs on host0: prints as JSON what host0's network is made of, in an order that stays from run to run.

What has no part in that is left out: counters, times, MAC and link-local addresses, and the random ports of the name
server that Docker runs in user-defined networks. Namespaces go by the name of a machine or of the first container in
them: the kernel's number for one may have been another's before.
"""

import itertools
import json
import os
import re
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # there, it stands above this program, in the same text (see `host0.lab.program`)
    from host0.lab.guest.engine import engine

NAT = re.compile(r"-A .* -j (?:DNAT|MASQUERADE|REDIRECT|SNAT)\b.*")
PROCESS = re.compile(r'\("([^"]+)",pid=(\d+)')
DNS = "127.0.0.11"


def said(*command: str) -> str:
    """Return what a command printed. Raises `subprocess.CalledProcessError`."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def link(pid: int, kind: str) -> str:
    """Return the kernel's name for a process's namespace."""
    return os.readlink(f"/proc/{pid}/ns/{kind}")


def containers() -> list[dict[str, Any]]:
    """Return the running containers as `docker inspect` has them, the oldest first."""
    found = [engine(f"/containers/{one['Id']}/json") for one in engine("/containers/json")]
    return sorted(found, key=lambda one: one["Created"])


def mode(container: dict[str, Any], names: dict[str, str]) -> str:
    """Return a container's network mode as its owner gave it."""
    kind, _, donor = container["HostConfig"]["NetworkMode"].partition(":")
    return f"{kind}:{names.get(donor, donor)}" if donor else kind.replace("default", "bridge")


def interfaces(pid: int) -> list[dict[str, Any]]:
    """Return the interfaces of a process's network namespace, by their index."""
    found: list[dict[str, Any]] = json.loads(
        said("nsenter", f"--net=/proc/{pid}/ns/net", "ip", "-json", "-details", "address")
    )
    return found


def ends(every: dict[str, list[dict[str, Any]]], one: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield the other end of a veth pair: each end has the other's index."""
    for namespace, there in every.items():
        for other in there:
            if (other["ifindex"], other.get("link_index")) == (one.get("link_index"), one["ifindex"]):
                yield {"namespace": namespace, "interface": other["ifname"]}


def interface(every: dict[str, list[dict[str, Any]]], one: dict[str, Any]) -> dict[str, Any]:
    """Return what counts of an interface."""
    kept: dict[str, Any] = {"name": one["ifname"]}
    kept["kind"] = one.get("linkinfo", {}).get("info_kind", one["link_type"])
    kept["addresses"] = [f"{a['local']}/{a['prefixlen']}" for a in one["addr_info"] if a["scope"] != "link"]
    if "master" in one:
        kept["bridge"] = one["master"]
    if kept["kind"] == "veth":
        kept["peer"] = next(ends(every, one), None)
    return kept


def sockets(pid: int) -> Iterator[tuple[str, str, int]]:
    """Yield protocol and address, name and id of each process that listens in a process's network namespace."""
    command = ("ss", "--no-header", "--numeric", "--listening", "--tcp", "--udp", "--processes")
    lines = [line.split() for line in said("nsenter", f"--net=/proc/{pid}/ns/net", *command).splitlines()]
    for protocol, _, _, _, address, _, *who in sorted(lines, key=lambda words: (words[0], words[4])):
        process = PROCESS.search(" ".join(who))
        if process and not (process[1] == "dockerd" and address.startswith(DNS)):
            yield f"{protocol} {address}", process[1], int(process[2])


def proxied(pid: int) -> str:
    """Return where a docker-proxy leads; nothing for another process."""
    with open(f"/proc/{pid}/cmdline", encoding="utf-8") as file:
        words = file.read().split("\0")
    given = dict(itertools.pairwise(words))
    return f"{given['-container-ip']}:{given['-container-port']}" if "-container-ip" in given else ""


def survey() -> dict[str, Any]:
    """Return network namespaces and containers, who listens where, and the rules that rewrite addresses."""
    running = containers()
    names = {one["Id"]: one["Name"][1:] for one in running}
    pids = {names[one["Id"]]: one["State"]["Pid"] for one in running}
    with open("/run/client0.pid", encoding="utf-8") as file:
        owners = {"client0": int(file.read()), "host0": os.getpid()} | pids
    named: dict[str, str] = {}
    for owner, pid in owners.items():
        named.setdefault(link(pid, "net"), owner)
    inside = {link(pid, "mnt"): name for name, pid in pids.items()}
    every = {name: interfaces(owners[name]) for name in named.values()}
    listening: dict[str, list[str]] = {name: [] for name in pids}
    namespaces = []
    for namespace, links in every.items():
        processes = []
        for address, name, pid in sockets(owners[namespace]):
            if link(pid, "mnt") in inside:
                listening[inside[link(pid, "mnt")]].append(address)
            else:
                processes.append({"name": name, "listens": address} | ({"to": to} if (to := proxied(pid)) else {}))
        found = [interface(every, one) for one in links]
        namespaces.append({"name": namespace, "interfaces": found, "processes": processes})
    kept = [
        {
            "id": one["Id"][:12],
            "name": (name := names[one["Id"]]),
            "image": one["Config"]["Image"],
            "mode": mode(one, names),
            "namespace": named[link(pids[name], "net")],
            "listens": listening[name],
        }
        for one in running
    ]
    rules = [line for save in ("iptables-save", "ip6tables-save") for line in said(save, "-t", "nat").splitlines()]
    return {"namespaces": namespaces, "containers": kept, "nat": [rule for rule in rules if NAT.fullmatch(rule)]}


print(json.dumps(survey(), indent=1))
