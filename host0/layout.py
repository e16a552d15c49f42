"""Where everything in a picture of host0 goes: from outside, at the top, to the containers, at the bottom.

Things keep their places. All pictures of a page share one plan, with room for what any of them has, so that a
container that comes or goes moves nothing else. Lengths are in the picture's own unit: at `WIDTH` units, the smallest
text is 10 pixels high on a screen of 320.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from host0.errors import Problem
from host0.state import Interface, Namespace, State, port

WIDTH = 344.0
EDGE, PAD, GAP = 2.0, 10.0, 10.0
"""Around a picture, inside a box, between two boxes."""

CARD, PORT, HEAD = 44.0, 18.0, 28.0
"""Heights of a container, of an interface, of a machine's title."""

CABLE = 26.0
"""What is to be seen of a veth pair, at least."""

TEXT, MONO, HAN = 6.6, 7.3, 12.2
"""Widths of a letter, of one in code, of a Chinese character, rather too wide than too narrow."""

MOST = 3
"""Namespaces, or bridges, that fit side by side."""

ANY = {"0.0.0.0", "[::]", "*"}  # noqa: S104 (what `ss` prints, not what we bind)


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the y of its bottom edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Return the x of its middle."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class Frame:
    """A box that is drawn; its kind is its class in the style sheet."""

    kind: str
    box: Box


@dataclass(frozen=True)
class Text:
    """A line of text, placeholders unfilled. `x` is its beginning, or as `anchor` says its middle or end."""

    kind: str
    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True)
class Wire:
    """A line through some points; with an arrow, it ends in one."""

    kind: str
    points: tuple[tuple[float, float], ...]
    arrow: bool = False


@dataclass
class Scene:
    """What is drawn, the hindmost first."""

    height: float = 0.0
    frames: list[Frame] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    ports: list[Frame] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """The room that a page's pictures need, in rows, columns and containers."""

    cards: int
    leads: int
    bridges: int
    columns: int
    stack: int
    """Containers in one namespace; 0 if there is none but host0's."""


def plan(states: Sequence[State]) -> Plan:
    """Return the plan that all these states fit into. Raises `Problem` if one has more than a picture can hold."""
    namespaces = max(len(state.others) for state in states)
    bridges = max(len(_bridges(state)) for state in states)
    if max(namespaces, bridges) > MOST:
        raise Problem(f"a picture has room for {MOST} bridges and for the network namespaces of {MOST} containers")
    return Plan(
        cards=max(-(-len(_cards(state)) // 2) for state in states),
        leads=max(-(-len(state.published) // 2) for state in states),
        bridges=max(1, bridges),
        columns=max(2, namespaces),
        stack=max((len(state.containers_in(one)) for state in states for one in state.others), default=0),
    )


def arrange(state: State, room: Plan, words: Mapping[str, str]) -> Scene:
    """Return the scene of a state, in a language's words."""
    scene = Scene()
    outside = _outside(scene, state.outside, words)
    top = outside.bottom + CABLE
    host = _host(scene, state, Box(EDGE + PAD, top + HEAD, WIDTH - 2 * (EDGE + PAD), 0), room, words)
    bottom = host.bottom
    if room.stack:
        bottom = _others(scene, state, host, room, words)
    machine = Box(EDGE, top, WIDTH - 2 * EDGE, bottom + PAD - top)
    scene.frames.insert(0, Frame("machine", machine))
    _title(scene, machine, "host0", words["host"])
    _cable(scene, outside.middle, outside.bottom - PORT / 2, host.y, words)
    scene.height = machine.bottom + EDGE
    return scene


def fit(text: str, width: float, letter: float = TEXT) -> str:
    """Return a text, cut if it would be wider than `width`."""
    while text and sum(HAN if ord(c) > 0x2E7F else letter for c in text) > width:
        text = text.rstrip("…")[:-1] + "…" if len(text) > 1 else ""
    return text


def _title(scene: Scene, box: Box, name: str, what: str) -> None:
    scene.texts.append(Text("name", box.x + PAD + 2, box.y + 19, name))
    scene.texts.append(Text("note", box.right - PAD - 2, box.y + 19, what, "end"))


def _outside(scene: Scene, namespace: Namespace, words: Mapping[str, str]) -> Box:
    machine = Box(EDGE, EDGE, WIDTH - 2 * EDGE, HEAD + 40 + PAD + 4)
    inner = Box(EDGE + PAD, EDGE + HEAD, machine.width - 2 * PAD, 40)
    scene.frames += [Frame("machine", machine), Frame("outside", inner)]
    _title(scene, machine, namespace.name, words["outside"])
    scene.texts.append(Text("note", inner.x + PAD, inner.y + 16, words["namespace"]))
    _ports(scene, namespace, inner, inner.bottom, inner.bottom - 8)
    return Box(inner.x, inner.y, inner.width, machine.bottom - inner.y)


def _host(scene: Scene, state: State, place: Box, room: Plan, words: Mapping[str, str]) -> Box:
    """Draw host0's own network namespace into `place`, whose height it finds."""
    inner, start = place.x + PAD, place.y
    columns = _columns(inner, place.width - 2 * PAD, 2)
    y = start + 52
    for index, (name, note, ports) in enumerate(_cards(state, words)):
        x, width = columns[index % 2]
        _card(scene, "card shared", Box(x, y + index // 2 * (CARD + GAP), width, CARD), name, note, ports)
    y += room.cards * (CARD + GAP)
    for index, (who, where, to) in enumerate(state.published):
        x, width = columns[index % 2]
        box = Box(x, y + 10 + index // 2 * (CARD + 20), width, CARD)
        _card(scene, "lead", box, words["dnat"] if who == "DNAT" else who, f"→ {to}", [f":{where}"], MONO)
        _lead(scene, place.middle, start + PORT / 2, box)
    y += room.leads * (CARD + 20) + 6 * bool(room.leads)
    bars = _bridges(state)
    height = 40.0 if room.bridges == 1 else 58.0
    for (x, width), bridge in zip(_columns(inner, place.width - 2 * PAD, room.bridges), bars, strict=False):
        _bar(scene, Box(x, y, width, height), bridge, state.masqueraded(bridge), words)
    box = Box(place.x, start, place.width, y + height + (24 if room.stack else PAD) - start)
    scene.frames.insert(2, Frame("shared", box))
    scene.texts.append(Text("note shared", inner, start + 42, words["namespace"]))
    _ports(scene, state.host, box, start, start + 24)
    return box


def _others(scene: Scene, state: State, host: Box, room: Plan, words: Mapping[str, str]) -> float:
    """Draw the namespaces that Docker has made below host0's own, and return where they end."""
    top = host.bottom + PORT + CABLE
    height = 62 + room.stack * (CARD + GAP / 2) + GAP / 2
    bars = {bar.name: box for bar, box in zip(_bridges(state), _bar_boxes(host, room), strict=False)}
    for namespace, (x, width) in zip(state.others, _columns(host.x, host.width, room.columns), strict=False):
        box = Box(x, top, width, height - 8)
        scene.frames.append(Frame("own", box))
        word = words["namespace" if room.columns == 2 else "short"]
        scene.texts.append(Text("note own", x + 8, top + 42, word))
        for index, one in enumerate(state.containers_in(namespace)):
            place = Box(x + 8, top + 50 + index * (CARD + GAP / 2), width - 16, CARD)
            _card(scene, "card own", place, one.name, _mode(one.mode, words), _ports_of(one.listens))
        _ports(scene, namespace, box, top, top + 24)
        for plugged in state.host.interfaces:
            if plugged.peer and plugged.peer[0] == namespace.name:
                _plug(scene, plugged, box, host, bars.get(plugged.bridge), words)
    return top + height - 8


def _plug(scene: Scene, plugged: Interface, own: Box, host: Box, bar: Box | None, words: Mapping[str, str]) -> None:
    """Draw host0's end of a veth pair, the pair, and what plugs it into its bridge."""
    x = own.middle
    if bar:
        near = min(max(x, bar.x + PAD), bar.right - PAD)
        bend = ((near, bar.bottom + 6), (x, bar.bottom + 6)) if near != x else ()
        scene.wires.append(Wire("veth", ((near, bar.bottom), *bend, (x, host.bottom))))
    _cable(scene, x, host.bottom, own.y, words)
    _port(scene, plugged.name, x, host.bottom)


def _cable(scene: Scene, x: float, top: float, bottom: float, words: Mapping[str, str]) -> None:
    scene.wires.append(Wire("veth", ((x, top), (x, bottom))))
    scene.texts.append(Text("note", x + 8, (top + bottom) / 2 + 4, words["pair"]))


def _ports(scene: Scene, namespace: Namespace, box: Box, edge: float, text: float) -> None:
    """Draw a namespace's interfaces on its edge, all but bridges and what is plugged into them; their address."""
    shown = [one for one in namespace.interfaces if one.kind != "bridge" and not one.bridge]
    x = box.middle
    for one in shown:
        if one.kind == "loopback":
            _port(scene, one.name, box.right - 25, edge)
            continue
        _port(scene, one.name, x, edge)
        if x == box.middle and one.addresses:
            inset = 8 if box.width < WIDTH / 2 else PAD
            scene.texts.append(Text("code", box.x + inset, text, one.addresses[0].partition("/")[0]))
        x += 52


def _port(scene: Scene, name: str, x: float, edge: float) -> None:
    width = len(name) * MONO + 12
    scene.ports.append(Frame("port", Box(x - width / 2, edge - PORT / 2, width, PORT)))
    scene.texts.append(Text("code port", x, edge + 4.5, name, "middle"))


def _card(scene: Scene, kind: str, box: Box, name: str, note: str, ports: list[str], letter: float = TEXT) -> None:
    """Draw a container, or what is like one: a name, a note below, the ports on the right."""
    scene.frames.append(Frame(kind, box))
    right = box.right - 7
    for label in ports:
        width = len(label) * MONO + 8
        if right - width < box.x + 40:
            break
        scene.ports.append(Frame("badge", Box(right - width, box.y + 6, width, PORT)))
        scene.texts.append(Text("code badge", right - width / 2, box.y + 19.5, label, "middle"))
        right -= width + 4
    scene.texts.append(Text("name", box.x + 8, box.y + 19, fit(name, right - box.x - 8, TEXT + 0.6)))
    code = " code" if letter == MONO else ""
    scene.texts.append(Text(f"note{code}", box.x + 8, box.y + 36, fit(note, box.width - 14, letter)))


def _lead(scene: Scene, x: float, top: float, box: Box) -> None:
    """Draw the way from host0's interface to what leads on to a container, and on to the bridge."""
    turn = box.y - 8
    scene.wires.append(Wire("nat", ((x, top), (x, turn), (box.middle, turn), (box.middle, box.y)), True))
    scene.wires.append(Wire("nat", ((box.middle, box.bottom), (box.middle, box.bottom + 16)), True))


def _bar(scene: Scene, box: Box, bridge: Interface, masqueraded: str, words: Mapping[str, str]) -> None:
    scene.frames.append(Frame("bar", box))
    address = bridge.addresses[0].partition("/")[0] if bridge.addresses else ""
    left, right = box.x + PAD, box.right - PAD
    scene.texts.append(Text("name bar", left, box.y + 17, fit(bridge.name, box.width - 2 * PAD, MONO)))
    if box.width > WIDTH / 2:
        scene.texts.append(Text("note bar", left, box.y + 33, words["bridge"]))
        scene.texts.append(Text("code bar", right, box.y + 17, address, "end"))
        if masqueraded:
            scene.texts.append(Text("code bar", right, box.y + 33, f"MASQUERADE {masqueraded}", "end"))
    else:
        scene.texts.append(Text("code bar", left, box.y + 33, address))
        scene.texts.append(Text("note bar", left, box.y + 49, "MASQUERADE" if masqueraded else words["bridge"]))


def _bar_boxes(host: Box, room: Plan) -> list[Box]:
    """Return where the bridges are, from the bottom of host0's namespace up."""
    height = 40.0 if room.bridges == 1 else 58.0
    y = host.bottom - 24 - height
    return [Box(x, y, w, height) for x, w in _columns(host.x + PAD, host.width - 2 * PAD, room.bridges)]


def _columns(x: float, width: float, count: int) -> list[tuple[float, float]]:
    """Return left edge and width of each of some columns."""
    each = (width - GAP * (count - 1)) / count
    return [(x + index * (each + GAP), each) for index in range(count)]


def _bridges(state: State) -> list[Interface]:
    return [one for one in state.host.interfaces if one.kind == "bridge"]


def _cards(state: State, words: Mapping[str, str] | None = None) -> list[tuple[str, str, list[str]]]:
    """Return name, note and ports of each container, then of each other process that listens, in host0's namespace."""
    found = [
        (one.name, _mode(one.mode, words or {}), _ports_of(one.listens)) for one in state.containers_in(state.host)
    ]
    names = dict.fromkeys(one.name for one in state.host.processes if not one.to)
    for name in names:
        listens = tuple(one.listens for one in state.host.processes if one.name == name)
        found.append((name, (words or {}).get("process", ""), _ports_of(listens)))
    return found


def _mode(mode: str, words: Mapping[str, str]) -> str:
    return mode if ":" in mode else words.get("mode", "{mode}").format(mode=mode)


def _ports_of(listens: Sequence[str]) -> list[str]:
    """Return what somebody listens at, as short as it can be said, each once."""
    found = []
    for one in listens:
        protocol, _, address = one.partition(" ")
        host = address.rpartition(":")[0]
        said = f"{'' if host in ANY else host}:{port(one)}"
        found.append(said if protocol == "tcp" else f"{said}/{protocol}")
    return list(dict.fromkeys(found))
