"""What a picture of host0 shows, in words, for those who can't see it. Written from the same state."""

from host0.content.words import spoken
from host0.draw.state import Container, Namespace, State, port

WORDS = spoken("description")


def describe(state: State, language: str) -> str:
    """Return what a picture of the state shows, in sentences. Without host0's address, which is its reader's own."""
    words = WORDS[language]
    said = []
    for one in state.outside.interfaces:
        if one.peer:
            said.append(words["outside"].format(interface=one.name, peer=one.peer[1]))
    named = [
        words["bridge"].format(name=one.name) if one.kind == "bridge" else one.name
        for one in state.host.interfaces
        if not one.bridge
    ]
    said.append(words["shared"].format(interfaces=words["comma"].join(named)))
    if not state.containers:
        said.append(words["nothing"])
    said += [_container("inside", one, words) for one in state.containers_in(state.host)]
    for namespace in state.others:
        said += _namespace(state, namespace, words)
    said += [words[who].format(port=where, to=to) for who, where, to in state.published]
    outside = [(one.name, port(one.listens)) for one in state.host.processes if not one.to]
    said += [words["process"].format(name=name, port=number) for name, number in dict.fromkeys(outside)]
    return (words["stop"].join(said) + words["stop"]).strip()


def _namespace(state: State, namespace: Namespace, words: dict[str, str]) -> list[str]:
    first, *more = state.containers_in(namespace)
    # without the prefix length, as the picture has it
    named = [
        one.name + (f" {one.addresses[0].partition('/')[0]}" if one.addresses and one.kind != "loopback" else "")
        for one in namespace.interfaces
    ]
    said = [_container("own", first, words, interfaces=words["comma"].join(named))]
    said += [
        words["plugged"].format(interface=one.peer[1], bridge=one.bridge)
        for one in state.host.interfaces
        if one.peer and one.peer[0] == namespace.name and one.bridge
    ]
    return said + [_container("joined", one, words, first=first.name) for one in more]


def _container(form: str, one: Container, words: dict[str, str], **more: str) -> str:
    ports = words["comma"].join(dict.fromkeys(port(listens) for listens in one.listens))
    mode = one.mode if ":" in one.mode else words["mode"].format(mode=one.mode)
    listens = words["listens"].format(ports=ports) if ports else ""
    return words[form].format(name=one.name, mode=mode, listens=listens, **more)
