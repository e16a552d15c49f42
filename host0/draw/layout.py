"""Where everything in a picture of host0 goes: from outside, at the top, to the containers, at the bottom.

Things keep their places: pictures in one set of tabs share a plan, with room for what any of them has, so that a
container that comes or goes moves nothing else. Lengths are in the picture's own unit: at `WIDTH` units, the smallest
text is 10 pixels high on a screen of 320.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from host0.draw.state import Interface, Namespace, State, port
from host0.problem import Problem

WIDTH = 344.0
EDGE, PAD, GAP = 2.0, 10.0, 10.0
"""Around a picture, inside a box, between two boxes."""

CARD, PORT, HEAD = 44.0, 18.0, 28.0
"""Heights of a container, of an interface, of a machine's title."""

CABLE = 26.0
"""What is to be seen of a veth pair, at least."""

TEXT, NAME, MONO, HAN = 6.6, 8.6, 7.3, 12.2
"""Widths of a letter, of one in bold, of one in code, of a Chinese character, rather too wide than too narrow."""

NARROW = 120.0
"""A namespace this wide has no room to spare."""

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
    """The room that pictures need which share it, in rows, columns and containers."""

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
    return _Drawing(state, room, words).scene


def fit(text: str, width: float, letter: float = TEXT) -> str:
    """Return a text, cut if it would be wider than `width`."""
    while text and sum(_wide(character, letter) for character in text) > width:
        text = text.rstrip("…")[:-1] + "…" if len(text) > 1 else ""
    return text


def _wide(character: str, letter: float) -> float:
    if ord(character) > 0x2E7F:
        return HAN
    return letter * 1.3 if letter != MONO and character in "0123456789mw…" else letter


class _Drawing:
    """A scene in the making, from outside to the containers."""

    def __init__(self, state: State, room: Plan, words: Mapping[str, str]) -> None:
        self._state, self._room, self._words = state, room, words
        self.scene = Scene()
        outside = self._outside()
        machine = Box(EDGE, outside.bottom + CABLE, WIDTH - 2 * EDGE, 0)
        host = self._host(Box(EDGE + PAD, machine.y + HEAD, machine.width - 2 * PAD, 0))
        bottom = self._others(host) if room.stack else host.bottom
        machine = Box(machine.x, machine.y, machine.width, bottom + PAD - machine.y)
        self.scene.frames.insert(0, Frame("machine", machine))
        self._title(machine, "host0", words["host"])
        self._cable(outside.middle, outside.bottom - PAD - 4, host.y, outside.bottom + CABLE / 2)
        self.scene.height = machine.bottom + EDGE

    def _say(self, kind: str, x: float, y: float, text: str, anchor: str = "start") -> None:
        self.scene.texts.append(Text(kind, x, y, text, anchor))

    def _title(self, box: Box, name: str, what: str) -> None:
        self._say("name", box.x + PAD + 2, box.y + 19, name)
        self._say("note", box.x + PAD + len(name) * NAME + 12, box.y + 19, what)

    def _outside(self) -> Box:
        """Draw client0, and return its machine."""
        machine = Box(EDGE, EDGE, WIDTH - 2 * EDGE, HEAD + 40 + PAD + 4)
        inner = Box(EDGE + PAD, EDGE + HEAD, machine.width - 2 * PAD, 40)
        self.scene.frames += [Frame("machine", machine), Frame("outside", inner)]
        self._title(machine, self._state.outside.name, self._words["outside"])
        self._say("note", inner.x + PAD, inner.y + 16, self._words["namespace"])
        self._interfaces(self._state.outside, inner, inner.bottom, inner.bottom - 8)
        return machine

    def _host(self, place: Box) -> Box:
        """Draw host0's own network namespace, and return its box: `place`, as high as it must be."""
        inner, width = place.x + PAD, place.width - 2 * PAD
        columns = _columns(inner, width, 2)
        y = place.y + 56
        for index, (name, note, ports) in enumerate(_cards(self._state, self._words)):
            x, each = columns[index % 2]
            box = Box(x, y + index // 2 * (CARD + GAP), each, CARD)
            self._card("card shared", box, name, note, ports)
            if any(label.startswith(":") for label in ports):  # at any address, so at eth0's too
                aside = (
                    10 if index < 2 else 3
                )  # left of NAT's way, or right of it; between the columns there is less room
                start = place.middle + (aside if index % 2 else -aside)
                self._way("straight", start, place.y + PORT / 2, box)
        y += self._room.cards * (CARD + GAP)
        for index, (who, where, to) in enumerate(self._state.published):
            x, each = columns[index % 2]
            box = Box(x, y + 10 + index // 2 * (CARD + 20), each, CARD)
            self._lead(box, self._words["dnat"] if who == "DNAT" else who, where, to)
            self._way("nat", place.middle, place.y + PORT / 2, box)
            if index // 2 == self._room.leads - 1:  # from a row above, the way on would lead into this one
                self.scene.wires.append(Wire("nat", ((box.middle, box.bottom), (box.middle, box.bottom + 16)), True))
        y += self._room.leads * (CARD + 20) + 6 * bool(self._room.leads)
        height = _bar_height(self._room)
        for (x, each), bridge in zip(_columns(inner, width, self._room.bridges), _bridges(self._state), strict=False):
            self._bar(Box(x, y, each, height), bridge)
        box = Box(place.x, place.y, place.width, y + height + (24 if self._room.stack else PAD) - place.y)
        self.scene.frames.insert(2, Frame("shared", box))
        self._say("note shared", inner, place.y + 42, self._words["namespace"])
        self._interfaces(self._state.host, box, box.y, box.y + 24)
        return box

    def _others(self, host: Box) -> float:
        """Draw the namespaces that Docker has made below host0's own, and return where there is no more room."""
        top = host.bottom + PORT + CABLE
        columns = _columns(host.x, host.width, self._room.columns)
        word = self._words["namespace" if self._room.columns == 2 else "short"]
        for namespace, (x, width) in zip(self._state.others, columns, strict=False):
            containers = self._state.containers_in(namespace)
            box = Box(x, top, width, _stacked(len(containers)))
            self.scene.frames.append(Frame("own", box))
            self._say("note own", x + 8, top + 42, word)
            for index, one in enumerate(containers):
                place = Box(x + 8, top + 50 + index * (CARD + GAP / 2), width - 16, CARD)
                self._card("card own", place, one.name, _mode(one.mode, self._words), _ports_of(one.listens))
            self._interfaces(namespace, box, top, top + 24)
            self._plug(namespace, _main(box), host, top)
        return top + _stacked(self._room.stack)

    def _plug(self, namespace: Namespace, x: float, host: Box, top: float) -> None:
        """Draw host0's end of a namespace's veth pair, the pair, and what plugs it into its bridge."""
        bars = {bar.name: box for bar, box in zip(_bridges(self._state), _bar_boxes(host, self._room), strict=False)}
        for plugged in self._state.host.interfaces:
            if not plugged.peer or plugged.peer[0] != namespace.name:
                continue
            if bar := bars.get(plugged.bridge):
                near = min(max(x, bar.x + PAD), bar.right - PAD)
                bend = ((near, bar.bottom + 6), (x, bar.bottom + 6)) if near != x else ()
                self.scene.wires.append(Wire("veth", ((near, bar.bottom), *bend, (x, host.bottom))))
            self._cable(x, host.bottom, top, (host.bottom + top) / 2)
            half = len(plugged.name) * MONO / 2 + 9
            self._interface(plugged.name, min(max(x, host.x + half), host.right - half), host.bottom)

    def _cable(self, x: float, top: float, bottom: float, middle: float) -> None:
        """Draw a veth pair, and say what it is at a height where there is room for it."""
        self.scene.wires.append(Wire("veth", ((x, top), (x, bottom))))
        self._say("note", x + 8, middle + 4, self._words["pair"])

    def _interfaces(self, namespace: Namespace, box: Box, edge: float, text: float) -> None:
        """Draw a namespace's interfaces on its edge, but no bridges and what is plugged into them; and its address."""
        x = _main(box)
        for one in namespace.interfaces:
            if one.kind == "loopback":
                self._interface(one.name, box.right - (25 if box.width > NARROW else 19), edge)
            elif one.kind != "bridge" and not one.bridge:
                self._interface(one.name, x, edge)
                if x == _main(box) and one.addresses:
                    inset = 8 if box.width < WIDTH / 2 else PAD
                    self._say("code", box.x + inset, text, one.addresses[0].partition("/")[0])
                x += 52

    def _interface(self, name: str, x: float, edge: float) -> None:
        width = len(name) * MONO + 12
        self.scene.ports.append(Frame("port", Box(x - width / 2, edge - PORT / 2, width, PORT)))
        self._say("code port", x, edge + 4.5, name, "middle")

    def _card(self, kind: str, box: Box, name: str, note: str, ports: Sequence[str]) -> None:
        """Draw a container, or another process that listens: its name, a note below, its ports on the right."""
        self.scene.frames.append(Frame(kind, box))
        right = box.right - 7
        for label in ports:
            if right - len(label) * MONO - 8 < box.x + 40:
                break
            right = self._badge(label, right, box.y + 6)
        self._say("name", box.x + 8, box.y + 19, fit(name, right - box.x - 8, NAME))
        self._say("note", box.x + 8, box.y + 36, fit(note, box.width - 14))

    def _badge(self, label: str, right: float, y: float) -> float:
        """Draw a port, and return how far to the right the next thing may reach."""
        width = len(label) * MONO + 8
        self.scene.ports.append(Frame("badge", Box(right - width, y, width, PORT)))
        self._say("code badge", right - width / 2, y + 13.5, label, "middle")
        return right - width - 4

    def _lead(self, box: Box, who: str, where: str, to: str) -> None:
        """Draw what leads from a port to a container."""
        self.scene.frames.append(Frame("lead", box))
        right = self._badge(f":{where}", box.right - 7, box.y + 6)
        self._say("lead", box.x + 8, box.y + 19, fit(who, right - box.x - 8))
        self._say("code", box.x + 8, box.y + 36, fit(f"→ {to}", box.width - 14, MONO))

    def _way(self, kind: str, x: float, top: float, box: Box) -> None:
        """Draw the way that packets take from host0's interface to a box."""
        turn = box.y - 7
        self.scene.wires.append(Wire(kind, ((x, top), (x, turn), (box.middle, turn), (box.middle, box.y)), True))

    def _bar(self, box: Box, bridge: Interface) -> None:
        self.scene.frames.append(Frame("bar", box))
        address = bridge.addresses[0].partition("/")[0] if bridge.addresses else ""
        masqueraded = self._state.masqueraded(bridge)
        left, right = box.x + PAD, box.right - PAD
        self._say("name bar", left, box.y + 17, fit(bridge.name, box.width - PAD, TEXT))
        if box.width > WIDTH / 2:
            self._say("note bar", left, box.y + 33, self._words["bridge"])
            self._say("code bar", right, box.y + 17, address, "end")
            if masqueraded:
                self._say("code bar", right, box.y + 33, f"MASQUERADE {masqueraded}", "end")
        else:
            self._say("code bar", left, box.y + 33, address)
            self._say("note bar", left, box.y + 49, "MASQUERADE" if masqueraded else self._words["bridge"])


def _main(box: Box) -> float:
    """Return the x of a namespace's first interface: its middle, or as near as the loopback interface allows."""
    return box.middle if box.width > NARROW else box.middle - 6


def _stacked(containers: int) -> float:
    """Return the height of a namespace with so many containers in it."""
    return 50 + containers * (CARD + GAP / 2) + GAP / 2


def _bar_height(room: Plan) -> float:
    """Return the height of a bridge: one that has the whole width says in two lines what others say in three."""
    return 40.0 if room.bridges == 1 else 58.0


def _bar_boxes(host: Box, room: Plan) -> list[Box]:
    """Return where the bridges are, from the bottom of host0's namespace up."""
    height = _bar_height(room)
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
