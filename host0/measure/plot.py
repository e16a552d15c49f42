"""Plots of what was measured, by Vega-Lite: points, each with its interval, of a figure's modes or of ratios.

The colors are the style sheet's (variables), so that a plot follows light and dark; no style stands in an attribute,
which the pages' policy would forbid.
"""

import functools
import json
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

import vl_convert

from host0.measure.results import Interval

WIDTH = 200
"""Of the plot's own area, in pixels: with the modes' names, it fits a phone of 320."""

LETTER, HAN = 7.2, 12.5
"""Pixels that a letter of the rows' names takes at most: the reader's font may be wider than the renderer's."""

STEP = 26
"""Pixels from one mode to the next."""

INK, QUIET, LINE = "var(--md-default-fg-color)", "var(--md-default-fg-color--light)", "var(--measure-line)"
POINT, BASE = "var(--md-accent-fg-color)", "var(--measure-base)"

IDLE = ("class", "role", "pointer-events", "font-family")
"""Attributes that the renderer writes for scripts that we have not, or the style sheet says better; `aria-…` too."""


def plot(name: str, title: str, desc: str, rows: dict[str, Interval], *, base: Interval, axis: str | list[str]) -> str:
    """Return an SVG: a row for each interval, the base's as a band behind all, gray where both overlap.

    `name` makes the ids, `title` and `desc` are for those who cannot see it, `axis` stands below it.
    """
    values = [
        {"mode": mode, "value": one.middle, "low": one.low, "high": one.high}
        | {"apart": one.high < base.low or base.high < one.low}
        for mode, one in rows.items()
    ]
    svg = _svg(json.dumps(_spec(values, base, axis)))
    ids = f"measure-{name}-title", f"measure-{name}-desc"
    drawn = fromstring(svg)  # noqa: S314 (our renderer's own)
    for element in drawn.iter():
        element.tag = element.tag.rpartition("}")[2]  # in HTML, SVG needs no namespace
        for attribute in [name for name, value in element.items() if _idle(name, value)]:
            del element.attrib[attribute]
    plot = Element("svg", {"class": "measure-plot", "viewBox": drawn.attrib["viewBox"], "role": "img"})
    plot.set("aria-labelledby", " ".join(ids))
    for id_, tag, text in zip(ids, ("title", "desc"), (title, desc), strict=True):
        SubElement(plot, tag, {"id": id_}).text = text
    plot.extend(drawn)
    return tostring(plot, encoding="unicode")


def _idle(name: str, value: str) -> bool:
    return name in IDLE or name.startswith("aria-") or (name, value) == ("opacity", "1")


@functools.cache  # the renderer takes a second for its first plot, and each language of a site asks for its own
def _svg(spec: str) -> str:
    return vl_convert.vegalite_to_svg(spec, vl_version="5.20")


def _spec(values: list[dict[str, object]], base: Interval, axis: str | list[str]) -> dict[str, object]:
    x = {"type": "quantitative", "scale": {"zero": False, "nice": True}}
    names = max(sum(HAN if ord(letter) > 0x2E7F else LETTER for letter in str(one["mode"])) for one in values)
    y = {
        "field": "mode",
        "type": "nominal",
        "sort": None,
        "axis": {"title": None, "labelLimit": 300, "minExtent": names},
    }
    color = {"condition": {"test": "datum.apart", "value": POINT}, "value": QUIET}
    return {
        "width": WIDTH,
        "height": {"step": STEP},
        "background": None,
        "data": {"values": values},
        "layer": [
            {
                "data": {"values": [{"low": base.low, "high": base.high}]},
                "mark": {"type": "rect", "color": BASE, "stroke": BASE if base.low < base.high else INK},
                "encoding": {"x": x | {"field": "low"}, "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "rule", "strokeWidth": 2},
                "encoding": {
                    "x": x | {"field": "low", "title": axis},
                    "x2": {"field": "high"},
                    "y": y,
                    "color": color,
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
                "encoding": {"x": x | {"field": "value"}, "y": y, "color": color},
            },
        ],
        "config": {
            "aria": False,
            "font": "sans-serif",
            "view": {"stroke": None},
            "axis": {
                "labelColor": INK, "titleColor": QUIET, "gridColor": LINE, "domainColor": LINE, "tickColor": LINE,
                "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelPadding": 6,
            },
            # the reader's font may be wider than the one that Vega measures labels with
            "axisX": {"tickCount": 4, "grid": True, "labelFlush": False, "labelOverlap": True, "labelSeparation": 12},
            "axisY": {"grid": False, "ticks": False, "domain": False},
        },
    }  # fmt: skip
