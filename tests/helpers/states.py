"""States of a host0 that nobody has run, for tests of what is drawn from them."""

from dataclasses import replace

from host0.draw.state import Container, Interface, Namespace, Process, State

LO = Interface("lo", "loopback", ("127.0.0.1/8", "::1/128"))
DOCKER0 = Interface("docker0", "bridge", ("172.17.0.1/16",))
RULE = "-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE"


def _eth0(*addresses: str, peer: tuple[str, str]) -> Interface:
    return Interface("eth0", "veth", addresses, peer=peer)


EMPTY = State(
    (
        Namespace("client0", (LO, _eth0("{client0.ip}/24", peer=("host0", "eth0"))), ()),
        Namespace("host0", (LO, DOCKER0, _eth0("{host0.ip}/24", peer=("client0", "eth0"))), ()),
    ),
    (),
    (RULE,),
)
"""As after the installation."""


def on_host(state: State, name: str, *listens: str) -> State:
    """Add a container in host mode."""
    one = Container("0" * 12, name, "nginx", "host", "host0", listens or ("tcp 0.0.0.0:80", "tcp [::]:80"))
    return replace(state, containers=(*state.containers, one))


def native(state: State, *processes: Process) -> State:
    """Add processes that listen on host0, in no container."""
    outside, host, *others = state.namespaces
    return replace(state, namespaces=(outside, replace(host, processes=(*host.processes, *processes)), *others))


def on_bridge(state: State, name: str, bridge: str = "docker0", published: str = "") -> State:
    """Add a container on a bridge, with its port 80 published or not."""
    outside, host, *others = state.namespaces
    number = len(others)
    address = f"172.17.0.{number + 2}"
    veth = f"veth000000{number}"
    own = Namespace(name, (LO, _eth0(f"{address}/16", peer=("host0", veth))), ())
    end = Interface(veth, "veth", (), bridge, (name, "eth0"))
    proxy = [Process("docker-proxy", f"tcp {ip}:{published}", f"{address}:80") for ip in ("192.0.2.10", "[::]")]
    host = Namespace("host0", (*host.interfaces, end), (*host.processes, *(proxy if published else ())))
    one = Container("0" * 12, name, "nginx", bridge.replace("docker0", "bridge"), name, ("tcp 0.0.0.0:80",))
    rule = f"-A DOCKER ! -i docker0 -p tcp -m tcp --dport {published} -j DNAT --to-destination {address}:80"
    return State((outside, host, *others, own), (*state.containers, one), (*state.nat, *([rule] if published else ())))


def joined(state: State, name: str, other: str) -> State:
    """Add a container that joins another one's network."""
    one = Container("0" * 12, name, "busybox", f"container:{other}", other, ())
    return replace(state, containers=(*state.containers, one))


def alone(state: State, name: str) -> State:
    """Add a container without a network."""
    one = Container("0" * 12, name, "busybox", "none", name, ())
    return replace(
        state, namespaces=(*state.namespaces, Namespace(name, (LO,), ())), containers=(*state.containers, one)
    )


def bridge(state: State, name: str) -> State:
    """Add a bridge, as for a user-defined network."""
    outside, host, *others = state.namespaces
    more = Interface(name, "bridge", ("172.18.0.1/16",))
    return replace(state, namespaces=(outside, replace(host, interfaces=(*host.interfaces, more)), *others))


BRIDGED = on_bridge(EMPTY, "web", published="8080")
HOSTED = on_host(EMPTY, "nginx")
BOTH = on_bridge(HOSTED, "web", published="8080")
LONG = "a-name-that-somebody-thought-long-about"

STATES = {
    "empty": EMPTY,
    "bridge": BRIDGED,
    "host": HOSTED,
    "both": BOTH,
    "container": joined(BRIDGED, "guest", "web"),
    "none": alone(EMPTY, "alone"),
    "three in host mode": on_host(on_host(HOSTED, "second", "tcp 127.0.0.1:81", "udp 0.0.0.0:53"), "third"),
    "two published": on_bridge(BRIDGED, "shop", published="8081"),
    "three namespaces": alone(on_bridge(BRIDGED, "shop"), "alone"),
    "two bridges": on_bridge(bridge(BRIDGED, "br-0123456789ab"), "shop", "br-0123456789ab"),
    "long names": on_bridge(joined(on_bridge(on_host(EMPTY, LONG), LONG + "-er", published="65535"), LONG + "-est",
                                   LONG + "-er"), "x"),
    "native": native(HOSTED, Process("sshd", "tcp 0.0.0.0:22"), Process("sshd", "tcp [::]:22")),
}  # fmt: skip
