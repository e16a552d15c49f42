"""What pages show of the measurements: tables, plots, sentences, in each language. No number is typed by hand.

Words follow the data: where the interval of a ratio contains 1, the two were not told apart, and never are they equal.
"""

import html
import re
from collections.abc import Iterable
from math import log

from host0.content.words import choices, spoken
from host0.measure.figure import FIGURES, Figure, needed
from host0.measure.mode import MODES
from host0.measure.plot import plot
from host0.measure.results import Interval, Results, ranks, told
from host0.problem import Problem

BASE = "host"
"""The mode that tables and plots compare the others with: it is what the reader thinks of choosing."""

PORT_OR_HOST = "published", BASE
"""The two modes that a reader chooses between: ports are published, or the host's own."""

CONTROLS = {
    "dnat": ("published", "bridge", "client0"),
    "bridged": ("bridge", "host", "client0"),
    "seccomp": ("host", "host-unconfined", "client0"),
    "proxied": ("published", "published-no-proxy", "host0"),
}
"""A cause, and the two modes, measured from one place, that differ in it alone."""

NAMES = spoken("names")

MORE_LESS = choices("more or less")
"""How to say that a figure is greater or smaller; `more` of `ALTERNATIVES` for the others."""

WORDS = spoken("measured")
ALTERNATIVES = choices("measured choices")
"""The same, where several words stand by a name, and the figures decide which of them is said."""


class Say:
    """The measurements in one language."""

    def __init__(self, results: Results, language: str) -> None:
        self._results, self._language = results, language
        self._words, self._alternatives, self._names = WORDS[language], ALTERNATIVES[language], NAMES[language]

    def about(self, name: str) -> str:
        """Return what the run knew: `machine`, `engine`, `rounds`, `connections` (see `results.ABOUT`)."""
        if name not in self._results.about:
            raise Problem(f"about({name!r}): the measurements know {', '.join(self._results.about)}")
        # The file of values is in English: the one word in what it says of the machine becomes the page's.
        return self._results.about[name].replace(" cores, ", self._word("cores"))

    def ranks(self) -> str:
        """Return in words how an interval is made of the rounds' values."""
        rank, chance = ranks(self._results.rounds)
        return self._word("ranks", count=self._results.rounds, rank=rank, chance=f"{chance:.1%}")

    def needed(self, percentile: int) -> str:
        """Return how many rounds a percentile would need to have an interval."""
        return str(needed(percentile / 100))

    def median(self, figure: str, mode: str, client: str = "client0") -> str:
        """Return a figure of a mode, with its unit. Raises `Problem` for one that was not measured."""
        self._known(figure, mode, client)
        return f"{number(self._results.median(figure, mode, client).middle)} {FIGURES[figure].unit}"

    def difference(self, figure: str, mode: str, base: str) -> str:
        """Return by how much a figure of a mode is more or less than another mode's, in its unit."""
        self._known(figure, mode, "client0")
        self._known(figure, base, "client0")
        off = self._results.difference(figure, mode, base)
        apart = not off.low <= 0 <= off.high
        low, high = (off.high, off.low) if apart and off.middle < 0 else (off.low, off.high)
        value = abs(off.middle)
        said = {"low": number(abs(low) if apart else low), "high": number(abs(high) if apart else high)}
        said |= {"value": number(value), "unit": FIGURES[figure].unit, "figure": self._names[figure]}
        return self._word("off" if apart else "no off", word=self._direction(figure, off.middle > 0), **said)

    def fades(self, mode: str, base: str) -> str:
        """Return for which requests the difference in latency, as great as it may be, is no more than a hundredth."""
        off = self._results.difference("latency_p50", mode, base)
        return self._word("fades", value=number(max(abs(off.low), abs(off.high)) * 100 / 1000))

    def verdict(self, mode: str, base: str = "native", client: str = "client0") -> str:
        """Return in words how a mode compares with another: what differs, the most first, and what was not told."""
        ratios = self._ratios(mode, base, client)
        differ = sorted((n for n in ratios if told(ratios[n])), key=lambda n: -abs(log(ratios[n].middle)))
        parts = [self._list([self._differs(name, ratios[name]) for name in differ], "clauses")] if differ else []
        return self._words["but"].join([*parts, *self._same(ratios)])

    def compare(self, figure: str, mode: str, base: str, client: str = "client0") -> str:
        """Return in words how a figure of a mode compares with another mode's."""
        self._known(figure, mode, client)
        self._known(figure, base, client)
        return self._differs(figure, self._results.ratio(figure, mode, base, client))

    def answer(self) -> str:
        """Return as a sentence's end in how many figures a published port does worse than host mode, and where most."""
        ratios = self._ratios(*PORT_OR_HOST, "client0")
        costs = {name: cost(FIGURES[name], ratio) for name, ratio in ratios.items()}
        worse = sorted((n for n in costs if costs[n].low > 1), key=lambda n: -costs[n].middle)
        better = [self._differs(name, ratios[name]) for name in costs if costs[name].high < 1]
        most = self._differs(worse[0], ratios[worse[0]]) if worse else ""
        parts = [self._word("worse" if worse else "none worse", count=len(costs), worse=len(worse), most=most)]
        if better:
            parts.append(self._word("better", figures=self._list(better, "clauses")))
        return self._words["but"].join([*parts, *self._same(ratios)])

    def versus(self) -> str:
        """Return as HTML how a published port compares with host mode: a plot, in which right is worse, and a table."""
        ratios = self._ratios(*PORT_OR_HOST, "client0")
        title = self._words["versus"]
        body = [[self._names[name], self._cell(name, ratio)] for name, ratio in ratios.items()]
        picture = plot(
            "versus",
            title,
            self._words["but"].join(self._differs(name, ratio) for name, ratio in ratios.items()),
            {self._names[name]: cost(FIGURES[name], ratio) for name, ratio in ratios.items()},
            base=Interval(1, 1, 1),
            axis=self._alternatives["cost"],
        )
        return box(picture, table(title, [self._words["figure"], title], body))

    def measured(self, name: str) -> str:
        """Return a figure as HTML: its plot, and its table beside it."""
        if name not in FIGURES:
            raise Problem(f"measured({name!r}): the figures are {', '.join(FIGURES)}")
        figure, words = FIGURES[name], self._words
        rows = {mode: self._results.median(name, mode) for mode in MODES}
        desc = str(words["but"]).join(
            self._word("desc", mode=self._names[mode], value=self._spread(one), unit=figure.unit)
            for mode, one in rows.items()
        )
        picture = plot(
            name,
            self._names[name],
            desc,
            {self._names[mode]: one for mode, one in rows.items()},
            base=rows[BASE],
            axis=self._word("axis", unit=figure.unit, good=self._alternatives["good"][0 if figure.lower else 1]),
        )
        head = [words["mode"], self._word("median", unit=figure.unit), self._word("ratio", base=self._names[BASE])]
        body = [
            [self._names[mode], self._spread(one), self._ratio(figure, mode) if mode != BASE else "1"]
            for mode, one in rows.items()
        ]
        return box(picture, table(self._names[name], head, body))

    def overview(self) -> str:
        """Return as HTML how every mode compares with host mode, in every figure."""
        columns = {self._names[mode]: (mode, BASE, "client0") for mode in MODES if mode != BASE}
        return self._comparisons(self._word("overview", base=self._names[BASE]), columns)

    def controls(self) -> str:
        """Return as HTML what each cause makes out: two modes that differ in it alone, compared in every figure."""
        return self._comparisons(
            self._words["controls"], {self._names[cause]: pair for cause, pair in CONTROLS.items()}
        )

    def loopback(self) -> str:
        """Return as HTML what host0 itself measures at its 127.0.0.1."""
        modes = [mode.name for mode in MODES.values() if mode.loopback]
        head = [self._words["figure"], *(self._names[mode] for mode in modes)]
        body = [
            [
                f"{self._names[figure.name]}{self._words['comma']}{figure.unit}",
                *(self._spread(self._results.median(figure.name, mode, "host0")) for mode in modes),
            ]
            for figure in FIGURES.values()
            if figure.loopback
        ]
        return table(self._words["loopback"], head, body)

    def _comparisons(self, label: str, columns: dict[str, tuple[str, str, str]]) -> str:
        """Return a table of the figures, and in each column how a mode compares with another, from one place."""
        body = []
        for name, figure in FIGURES.items():
            cells = [
                self._cell(name, self._results.ratio(name, mode, base, client))
                if figure.loopback or client == "client0"
                else "–"
                for mode, base, client in columns.values()
            ]
            body.append([self._names[name], *cells])
        return table(label, [self._words["figure"], *columns], body)

    def _ratios(self, mode: str, base: str, client: str) -> dict[str, Interval]:
        figures = [figure.name for figure in FIGURES.values() if client == "client0" or figure.loopback]
        for name in figures:
            self._known(name, mode, client)
            self._known(name, base, client)
        return {name: self._results.ratio(name, mode, base, client) for name in figures}

    def _known(self, figure: str, mode: str, client: str) -> None:
        there = figure in FIGURES and mode in MODES and client in ("client0", "host0")
        if not there or (client == "host0" and not (FIGURES[figure].loopback and MODES[mode].loopback)):
            raise Problem(f"{figure} of {mode} from {client} was not measured; see {', '.join([*FIGURES, *MODES])}")

    def _word(self, name: str, **said: object) -> str:
        return self._words[name].format(**said)

    def _direction(self, figure: str, up: bool) -> str:
        more, less = MORE_LESS[self._language].get(figure, self._alternatives["more"])
        return more if up else less

    def _differs(self, name: str, ratio: Interval) -> str:
        """Return a figure's difference in words, or that there was none."""
        if not told(ratio):
            return self._word("figure not told", figure=self._names[name], cell=self._cell(name, ratio))
        return self._word(
            "differs", figure=self._names[name], cell=self._cell(name, ratio), **self._difference(name, ratio)
        )

    def _same(self, ratios: dict[str, Interval]) -> list[str]:
        """Return what was not told apart, as a clause; nothing if all was."""
        same = [
            self._word("named", figure=self._names[name], ratio=times(one))
            for name, one in ratios.items()
            if not told(one)
        ]
        return [self._word("same", figures=self._list(same, "and"))] if same else []

    def _difference(self, figure: str, ratio: Interval) -> dict[str, str]:
        word = self._direction(figure, ratio.middle > 1)
        return {"word": word, "percent": percent(ratio.middle), "ratio": times(ratio)}

    def _cell(self, figure: str, ratio: Interval) -> str:
        return self._word("cell" if told(ratio) else "not told", **self._difference(figure, ratio))

    def _ratio(self, figure: Figure, mode: str) -> str:
        one = self._results.ratio(figure.name, mode, BASE)
        return self._cell(figure.name, one)

    def _spread(self, one: Interval) -> str:
        words = self._words
        return f"{number(one.middle)}{words['open']}{number(one.low)}–{number(one.high)}{words['close']}"

    def _list(self, items: list[str], how: str) -> str:
        comma, last, last_of_many = self._alternatives[how]
        *most, end = items
        if not most:
            return end
        word = last_of_many if len(most) > 1 else last
        apart = " " if word == "和" and end[0].isascii() else ""  # Chinese before Latin
        return f"{comma.join(most)}{word}{apart}{end}"


def cost(figure: Figure, ratio: Interval) -> Interval:
    """Return a ratio so that above 1 is worse, whichever way the figure is better."""
    return ratio if figure.lower else Interval(1 / ratio.middle, 1 / ratio.high, 1 / ratio.low)


def times(ratio: Interval) -> str:
    """Return the interval of a ratio, with as many digits as tell it from 1: ×0.97–1.04, or ×1.003–1.04."""
    ends = []
    for end in (ratio.low, ratio.high):
        digits = next((n for n in (2, 3, 4) if round(end, n) != 1), 2)
        ends.append(f"{end:.{digits}f}")
    return f"×{'–'.join(ends)}"


def box(picture: str, numbers: str) -> str:
    """Return a plot and its table as one block of HTML."""
    return f'<div class="measured" data-search-exclude>\n<figure>{picture}</figure>\n{numbers}\n</div>'


WHOLE = re.compile(r"[(（][^()（）]*\d[^()（）]*[)）]")
"""An interval in a table's cell: the style sheet keeps it on one line."""


def number(value: float) -> str:
    """Return a number with three significant digits, thousands apart: 0.0345, 3.45, 34.5, 345, 34,500."""
    return f"{float(f'{value:.3g}'):,.10g}"


def percent(ratio: float) -> str:
    """Return by how much a ratio differs from 1."""
    off = abs(ratio - 1) * 100
    return f"{off:.0f}%" if off >= 1 else f"{off:.1f}%"


def table(label: str, head: Iterable[object], body: Iterable[Iterable[str]]) -> str:
    """Return an HTML table, in a box that scrolls by keyboard too; the first cell of each row is its heading."""
    columns = "".join(f'<th scope="col">{html.escape(str(cell))}</th>' for cell in head)
    lines = []
    for first, *cells in body:
        data = "".join("<td>" + WHOLE.sub(r"<span>\g<0></span>", html.escape(cell)) + "</td>" for cell in cells)
        lines.append(f'<tr><th scope="row">{html.escape(first)}</th>{data}</tr>')
    rows = "\n".join(lines)
    head_, body_ = f"<thead><tr>{columns}</tr></thead>", f"<tbody>{rows}</tbody>"
    # Nobody searches for a number, and lunr's index breaks on words such as "port79" beside "port7".
    attributes = f'tabindex="0" role="region" aria-label="{html.escape(label)}" data-search-exclude'
    box = f'<div class="measure-table" {attributes}>'
    return f"{box}<table>{head_}\n{body_}</table></div>"
