"""A picture of host0, drawn from its state: an inline SVG without a style of its own (see web/page/picture.css).

ElementTree writes it: a drawing library's shapes would be no shorter, and the two that were looked at (svg.py, drawsvg)
leave it to their user to escape text.
"""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from host0.check.verified import Verified
from host0.content import address, placeholder
from host0.content.generation import DEFAULT, released
from host0.content.page import Page
from host0.content.section import anchor
from host0.content.words import spoken
from host0.draw.description import describe
from host0.draw.layout import WIDTH, Frame, Plan, Text, Wire, arrange, plan
from host0.draw.state import State, parse

WORDS = spoken("picture")

ROUND = {"machine": 10, "card": 5, "lead": 5, "bar": 5, "port": 4, "badge": 9}
"""Radius of a frame's corners, by the first word of its kind; 8 for namespaces."""

ARROW = 5.0


def figure(page: Page, name: str, verified: Verified) -> str:
    """Return the picture of host0 after a step of a page, with what it was made from, as HTML on one line.

    Raises `Problem` if the step's state was not verified, or if a picture cannot hold it.
    """
    states = {step: parse(page.project.step(step).bash.state_path) for step in page.together(name)}
    number = [step for _, step in page.calls].index(name) + 1
    words = WORDS[page.language]
    seen = verified.engines(page.project.step(name).bash)[DEFAULT.name]
    link = f'<a href="#{anchor(name)}">{words["step"].format(number=number)}</a>'
    said = words["drawn"].format(step=link, engine=released(seen["version"]), date=seen["date"])
    drawn = draw(states[name], plan(list(states.values())), number, f"picture-{name.replace('/', '-')}", page.language)
    return f'<figure class="picture" data-search-exclude>{drawn}<figcaption>{said}</figcaption></figure>'


def draw(state: State, room: Plan, number: int, id_: str, language: str) -> str:
    """Return the picture of a state, as HTML on one line.

    `room` is the plan that it shares with other pictures, `number` its step's, `id_` what its ids begin with.
    """
    words = WORDS[language]
    scene = arrange(state, room, words)
    labels = f"{id_}-title {id_}-desc"
    picture = Element(
        "svg",
        {"viewBox": f"0 0 {_number(WIDTH)} {_number(scene.height)}", "role": "img", "aria-labelledby": labels},
    )
    SubElement(picture, "title", id=f"{id_}-title").text = words["title"].format(number=number)
    SubElement(picture, "desc", id=f"{id_}-desc").text = describe(state, language)
    _frames(picture, scene.frames)
    for wire in scene.wires:
        _wire(picture, wire)
    _frames(picture, scene.ports)
    for text in scene.texts:
        _text(picture, text)
    return tostring(picture, encoding="unicode")


def _frames(parent: Element, frames: Sequence[Frame]) -> None:
    for frame in frames:
        x, y, width, height = (_number(n) for n in (frame.box.x, frame.box.y, frame.box.width, frame.box.height))
        radius = str(ROUND.get(frame.kind.split()[0], 8))
        place = {"x": x, "y": y, "width": width, "height": height, "rx": radius}
        SubElement(parent, "rect", {"class": frame.kind, **place})


def _wire(parent: Element, wire: Wire) -> None:
    points = "L".join(f"{_number(x)} {_number(y)}" for x, y in wire.points)
    SubElement(parent, "path", {"class": wire.kind, "d": f"M{points}"})
    if wire.arrow:  # they all point down
        x, y = wire.points[-1]
        head = f"M{_number(x)} {_number(y)}l{-ARROW / 2} {-ARROW}h{ARROW}z"
        SubElement(parent, "path", {"class": f"{wire.kind} head", "d": head})


def _text(parent: Element, text: Text) -> None:
    place = {"class": text.kind, "x": _number(text.x), "y": _number(text.y)}
    anchor = {} if text.anchor == "start" else {"text-anchor": text.anchor}
    element = SubElement(parent, "text", place | anchor)
    before, *rest = re.split(rf"\{{{re.escape(address.NAME)}\}}", text.text)
    element.text = placeholder.fill(before, placeholder.PAGE)
    for after in rest:
        own = SubElement(element, "tspan", {"class": "host0-ip"})
        own.text = address.EXAMPLE
        own.tail = placeholder.fill(after, placeholder.PAGE)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
