"""host0's state after a step, as its picture needs it: namespaces, interfaces, containers, who listens, NAT rules."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from host0.content import utf8
from host0.problem import Problem


@dataclass(frozen=True)
class Interface:
    """An interface of a network namespace."""

    name: str
    kind: str
    """As the kernel calls it: `loopback`, `veth`, `bridge`, …"""
    addresses: tuple[str, ...]
    """With prefix lengths, host0's and client0's as placeholders."""
    bridge: str = ""
    """The bridge that it is plugged into."""
    peer: tuple[str, str] | None = None
    """The other end of a veth pair: a namespace's name, an interface's name."""


@dataclass(frozen=True)
class Process:
    """A process outside of containers that listens."""

    name: str
    listens: str
    """Protocol and address, as `tcp 0.0.0.0:80`."""
    to: str = ""
    """Where a docker-proxy leads: `172.17.0.2:80`."""


@dataclass(frozen=True)
class Namespace:
    """A network namespace."""

    name: str
    """The machine whose it is, or the first container in it."""
    interfaces: tuple[Interface, ...]
    processes: tuple[Process, ...]


@dataclass(frozen=True)
class Container:
    """A running container."""

    id: str
    name: str
    image: str
    mode: str
    """As its owner gave it: `host`, `bridge`, `container:web`, a network's name."""
    namespace: str
    listens: tuple[str, ...]


@dataclass(frozen=True)
class State:
    """All of it. Namespaces: client0's, host0's, then those of containers, the oldest first, as containers are."""

    namespaces: tuple[Namespace, ...]
    containers: tuple[Container, ...]
    nat: tuple[str, ...]
    """The rules of the nat table that rewrite addresses, as `iptables-save` prints them."""

    @property
    def outside(self) -> Namespace:
        """Return client0's network namespace."""
        return self.namespaces[0]

    @property
    def host(self) -> Namespace:
        """Return host0's own network namespace."""
        return self.namespaces[1]

    @property
    def others(self) -> tuple[Namespace, ...]:
        """Return the network namespaces that Docker has made."""
        return self.namespaces[2:]

    def containers_in(self, namespace: Namespace) -> list[Container]:
        """Return the containers in a network namespace."""
        return [one for one in self.containers if one.namespace == namespace.name]

    @property
    def published(self) -> list[tuple[str, str, str]]:
        """Return who leads a port of host0 to a container (`DNAT` or `docker-proxy`), the port, and where to."""
        rules = (re.search(r"--dport (\d+) .*-j DNAT --to-destination (\S+)", rule) for rule in self.nat)
        found = [("DNAT", rule[1], rule[2]) for rule in rules if rule]
        found += [(one.name, port(one.listens), one.to) for one in self.host.processes if one.to]
        return sorted(dict.fromkeys(found), key=lambda one: (int(one[1]), one[0]))

    def masqueraded(self, bridge: Interface) -> str:
        """Return the network whose packets get host0's address unless they leave through a bridge; or nothing."""
        rules = (re.search(r"-s (\S+) ! -o (\S+) -j MASQUERADE", rule) for rule in self.nat)
        return next((rule[1] for rule in rules if rule and rule[2] == bridge.name), "")


def port(listens: str) -> str:
    """Return the port of an address that somebody listens at."""
    return listens.rpartition(":")[2]


def parse(file: Path) -> State:
    """Return a recorded state. Raises `Problem` if the file has none."""
    try:
        said = json.loads(utf8.read(file))
        return State(
            tuple(
                Namespace(
                    one["name"],
                    tuple(
                        Interface(
                            i["name"],
                            i["kind"],
                            tuple(i["addresses"]),
                            i.get("bridge", ""),
                            (i["peer"]["namespace"], i["peer"]["interface"]) if i.get("peer") else None,
                        )
                        for i in one["interfaces"]
                    ),
                    tuple(Process(**process) for process in one["processes"]),
                )
                for one in said["namespaces"]
            ),
            tuple(Container(**one | {"listens": tuple(one["listens"])}) for one in said["containers"]),
            tuple(said["nat"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Problem.at(file, 1, f"not a state ({error}): make record") from None
