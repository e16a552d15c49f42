"""What pages show of the measurements: tables, plots, sentences, in each language. No number is typed by hand."""

import html
from collections.abc import Iterable
from math import log

from host0.errors import Problem
from host0.measure.figure import FIGURES, Figure
from host0.measure.mode import MODES
from host0.measure.plot import plot
from host0.measure.results import BASE, Interval, Results, equal

NAMES = {
    "zh": {
        "native": "直接运行",
        "host": "host",
        "container": "container",
        "bridge": "bridge，容器地址",
        "published": "发布端口",
        "published-no-proxy": "发布端口，无代理",
        "latency_p50": "延迟中位数",
        "latency_p99": "延迟第 99 百分位数",
        "requests": "每秒请求数",
        "cpu": "每个请求的 CPU 时间",
        "connections": "每秒新建连接数",
        "throughput": "TCP 吞吐量",
        "roundtrip": "小消息往返时间",
    },
    "en": {
        "native": "native",
        "host": "host",
        "container": "container",
        "bridge": "bridge, by address",
        "published": "published port",
        "published-no-proxy": "published, no proxy",
        "latency_p50": "median latency",
        "latency_p99": "99th percentile of latency",
        "requests": "requests per second",
        "cpu": "CPU time per request",
        "connections": "new connections per second",
        "throughput": "TCP throughput",
        "roundtrip": "round trip of small messages",
    },
}

MORE_LESS = {
    "zh": {"requests": ("多", "少"), "connections": ("多", "少"), "cpu": ("多", "少"), "roundtrip": ("长", "短")},
    "en": {
        "requests": ("more", "fewer"),
        "connections": ("more", "fewer"),
        "cpu": ("more", "less"),
        "roundtrip": ("longer", "shorter"),
    },
}
"""How to say that a figure is greater or smaller; the first entry of `WORDS` for the others."""

WORDS = {
    "zh": {
        "more": ("高", "低"),
        "differs": "{figure}{word} {percent}",
        "equal": "{figures}没有超出噪声的差别",
        "all equal": "{count} 项数据都没有超出噪声的差别",
        "and": ("、", "和", "和"),
        "clauses": ("，", "，", "，"),
        "but": "；",
        "same": "相当",
        "cell": "{word} {percent}",
        "mode": "模式",
        "figure": "数据",
        "median": "中位数（95% 区间），{unit}",
        "ratio": "与直接运行之比",
        "to": "–",
        "open": "（",
        "close": "）",
        "better": ("越低越好", "越高越好"),
        "axis": "{unit}，{better}",
        "comma": "，",
        "desc": "{mode}：{value} {unit}",
        "overview": "各模式与直接运行相比",
        "loopback": "从 host0 的 127.0.0.1 访问",
    },
    "en": {
        "more": ("higher", "lower"),
        "differs": "{percent} {word} {figure}",
        "equal": "no difference beyond the noise in {figures}",
        "all equal": "no difference beyond the noise in any of the {count} figures",
        "and": (", ", " and ", ", and "),
        "clauses": (", ", " and ", ", and "),
        "but": "; ",
        "same": "equal",
        "cell": "{percent} {word}",
        "mode": "Mode",
        "figure": "Figure",
        "median": "Median (95% interval), {unit}",
        "ratio": "Ratio to native",
        "to": "–",
        "open": " (",
        "close": ")",
        "better": ("lower is better", "higher is better"),
        "axis": "{unit}, {better}",
        "comma": ", ",
        "desc": "{mode}: {value} {unit}",
        "overview": "Each mode compared with native",
        "loopback": "Asked at 127.0.0.1 of host0",
    },
}


class Say:
    """The measurements in one language."""

    def __init__(self, results: Results, language: str) -> None:
        self._results, self._language = results, language
        self._words, self._names = WORDS[language], NAMES[language]

    def median(self, figure: str, mode: str, client: str = "client0") -> str:
        """Return a figure of a mode, with its unit. Raises `Problem` for one that was not measured."""
        self._known(figure, mode, client)
        return f"{number(self._results.median(figure, mode, client).middle)} {FIGURES[figure].unit}"

    def about(self, name: str) -> str:
        """Return what was measured on: `machine`, `kernel`, `engine`, `date`, `rounds`, or `seed`."""
        if name not in self._results.about:
            raise Problem(f"about({name!r}): the measurements know {', '.join(self._results.about)}")
        return self._results.about[name]

    def verdict(self, mode: str, base: str = BASE, client: str = "client0") -> str:
        """Return in words how a mode compares with another: what differs, the most first, and what does not."""
        words = self._words
        figures = [figure for figure in FIGURES.values() if client == "client0" or figure.loopback]
        for figure in figures:
            self._known(figure.name, mode, client)
            self._known(figure.name, base, client)
        ratios = {figure.name: self._results.ratio(figure.name, mode, client, base) for figure in figures}
        differ = sorted((n for n in ratios if not equal(ratios[n])), key=lambda n: -abs(log(ratios[n].middle)))
        same = [self._names[name] for name in ratios if name not in differ]
        if not differ:
            return str(words["all equal"]).format(count=len(figures))
        said = [
            str(words["differs"]).format(figure=self._names[name], **self._difference(name, ratios[name]))
            for name in differ
        ]
        parts = [self._list(said, "clauses")]
        if same:
            parts.append(str(words["equal"]).format(figures=self._list(same, "and")))
        return str(words["but"]).join(parts)

    def measured(self, name: str) -> str:
        """Return a figure as HTML: its plot, and its table beside it."""
        if name not in FIGURES:
            raise Problem(f"measured({name!r}): the figures are {', '.join(FIGURES)}")
        figure, words = FIGURES[name], self._words
        rows = {mode: self._results.median(name, mode) for mode in MODES}
        better = str(words["better"][0 if figure.lower else 1])
        desc = str(words["but"]).join(
            str(words["desc"]).format(mode=self._names[mode], value=self._spread(one), unit=figure.unit)
            for mode, one in rows.items()
        )
        picture = plot(
            name,
            self._names[name],
            desc,
            {self._names[mode]: one for mode, one in rows.items()},
            str(words["axis"]).format(unit=figure.unit, better=better),
        )
        head = [words["mode"], str(words["median"]).format(unit=figure.unit), words["ratio"]]
        body = [
            [self._names[mode], self._spread(one), self._ratio(figure, mode) if mode != BASE else "1"]
            for mode, one in rows.items()
        ]
        parts = f"<figure>{picture}</figure>", table(self._names[name], head, body)
        return "\n".join(['<div class="measured" data-search-exclude>', *parts, "</div>"])

    def overview(self) -> str:
        """Return as HTML how every mode compares with native, in every figure."""
        modes = [mode for mode in MODES if mode != BASE]
        head = [self._words["figure"], *(self._names[mode] for mode in modes)]
        body = [
            [self._names[name], *(self._cell(name, self._results.ratio(name, mode)) for mode in modes)]
            for name in FIGURES
        ]
        return table(str(self._words["overview"]), head, body)

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
        return table(str(self._words["loopback"]), head, body)

    def _known(self, figure: str, mode: str, client: str) -> None:
        there = figure in FIGURES and mode in MODES and client in ("client0", "host0")
        if not there or (client == "host0" and not (FIGURES[figure].loopback and MODES[mode].loopback)):
            raise Problem(f"{figure} of {mode} from {client} was not measured; see {', '.join([*FIGURES, *MODES])}")

    def _difference(self, figure: str, ratio: Interval) -> dict[str, str]:
        more, less = MORE_LESS[self._language].get(figure, self._words["more"])
        return {"word": more if ratio.middle > 1 else less, "percent": percent(ratio.middle)}

    def _cell(self, figure: str, ratio: Interval) -> str:
        if equal(ratio):
            return str(self._words["same"])
        return str(self._words["cell"]).format(**self._difference(figure, ratio))

    def _ratio(self, figure: Figure, mode: str) -> str:
        one, words = self._results.ratio(figure.name, mode), self._words
        first = words["same"] if equal(one) else f"{one.middle:.2f}"
        return f"{first}{words['open']}{one.low:.2f}{words['to']}{one.high:.2f}{words['close']}"

    def _spread(self, one: Interval) -> str:
        words = self._words
        return f"{number(one.middle)}{words['open']}{number(one.low)}{words['to']}{number(one.high)}{words['close']}"

    def _list(self, items: list[str], how: str) -> str:
        comma, last, last_of_many = self._words[how]
        *most, end = items
        if not most:
            return end
        word = last_of_many if len(most) > 1 else last
        apart = " " if word == "和" and end[0].isascii() else ""  # Chinese before Latin
        return f"{comma.join(most)}{word}{apart}{end}"


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
        data = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
        lines.append(f'<tr><th scope="row">{html.escape(first)}</th>{data}</tr>')
    rows = "\n".join(lines)
    head_, body_ = f"<thead><tr>{columns}</tr></thead>", f"<tbody>{rows}</tbody>"
    # Nobody searches for a number, and lunr's index breaks on words such as "port79" beside "port7".
    attributes = f'tabindex="0" role="region" aria-label="{html.escape(label)}" data-search-exclude'
    box = f'<div class="measure-table" {attributes}>'
    return f"{box}<table>{head_}\n{body_}</table></div>"
