"""What was measured is what a run has measured, reckoned as the books have it, and said as it is."""

import csv
import platform
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from host0.content.page import Page
from host0.content.project import Project
from host0.measure import prose
from host0.measure.figure import FIGURES, needed
from host0.measure.mode import MODES
from host0.measure.plot import plot
from host0.measure.results import FILE, LEAST, SINGLE, Interval, Results, Row, interval, ranks, save, setup, told
from host0.measure.run import commit
from host0.measure.say import CONTROLS, NAMES, PORT_OR_HOST, WORDS, Say, cost, number, percent, times
from host0.problem import Problem
from tests.conftest import ROOT, Copy
from tests.helpers.told import faults

ABOUT = {
    "date": "2026-11-24", "machine": "2 cores", "kernel": "Linux 6.1", "engine": "Docker Engine 26.1.5+dfsg1",
    "rounds": "10", "seed": "7", "minutes": "11", "commit": "c0ffee", "seconds": "1", "connections": "8", "bytes": "64",
    "setup": setup(),
}  # fmt: skip
FIRST = len(ABOUT) + 3
"""The line of the CSV's first value: after what the run knew, the hash, and the header."""


@pytest.mark.parametrize(
    ("count", "low", "high"),
    # ranks and coverage as tables of the sign test have them, e.g. n=10: 2nd and 9th, 97.9%; n=25: 8th and 18th, 95.7%
    [(6, 1, 6), (8, 1, 8), (9, 2, 8), (10, 2, 9), (12, 3, 10), (25, 8, 18), (30, 10, 21)],
)
def test_interval(count: int, low: int, high: int) -> None:
    """The interval of a median is between the ordered values that tables of the binomial distribution name."""
    values = [float(value) for value in range(count, 0, -1)]
    assert interval(values) == Interval((count + 1) / 2, low, high)


@pytest.mark.parametrize("count", [1, 5])
def test_no_interval(count: int) -> None:
    """Of fewer than six values, not even the least and the greatest enclose the median surely enough."""
    with pytest.raises(ValueError, match=f"{count} values have no 95% interval: 6 are needed"):
        interval([1.0] * count)


@pytest.mark.parametrize(("count", "rank", "chance"), [(6, 1, 0.969), (10, 2, 0.979), (12, 3, 0.961), (25, 8, 0.957)])
def test_ranks(count: int, rank: int, chance: float) -> None:
    """Which values enclose the median, and how surely, is as in tables of the sign test."""
    assert ranks(count)[0] == rank
    assert round(ranks(count)[1], 3) == chance


@pytest.mark.parametrize(("quantile", "rounds"), [(0.5, 6), (0.9, 29), (0.95, 59), (0.99, 299)])
def test_needed(quantile: float, rounds: int) -> None:
    """The numbers of values that a quantile needs are Wilks's: 59 for 95%, 299 for 99%."""
    assert needed(quantile) == rounds


def test_no_high_percentile() -> None:
    """No figure is a percentile that the rounds are too few for."""
    found = [int(digits) for name in FIGURES for digits in re.findall(r"_p(\d+)$", name)]
    assert found
    assert all(needed(percentile / 100) <= LEAST for percentile in found)


@pytest.mark.parametrize(
    ("low", "high", "apart"), [(0.9, 1.1, False), (1.0, 1.2, False), (1.01, 1.2, True), (0.8, 0.99, True)]
)
def test_told(low: float, high: float, apart: bool) -> None:
    """A ratio whose interval contains 1 is not told apart."""
    assert told(Interval((low + high) / 2, low, high)) is apart


def measured(root: Path, value: Callable[[Row], float] = lambda row: 1.0) -> Results:
    """Write the CSV of ten rounds with the values that a function gives, and read it."""
    (root / FILE).parent.mkdir(parents=True, exist_ok=True)
    rows = []
    for round_ in range(1, 11):
        for place, mode in enumerate(MODES.values(), 1):
            for client in ("client0", "host0") if mode.loopback else ("client0",):
                for figure in FIGURES.values():
                    if client == "client0" or figure.loopback:
                        row = Row(round_, place, mode.name, client, figure.name, 0.0)
                        rows.append(Row(round_, place, mode.name, client, figure.name, value(row)))
    save(root, ABOUT, rows)
    return Results(root)


def slow(row: Row) -> float:
    """Return values in which each round is as slow as it likes, and a published port always twice as slow as others."""
    return row.round * (2.0 if row.mode == "published" else 1.0)


def test_ratio_is_paired(tmp_path: Path) -> None:
    """What disturbs a whole round cancels out of a ratio, though not of a median."""
    results = measured(tmp_path, slow)
    assert results.median("latency_p50", "native") == Interval(5.5, 2, 9)
    assert results.ratio("latency_p50", "published", "host") == Interval(2, 2, 2)
    assert results.ratio("latency_p50", "published", "host", "host0") == Interval(2, 2, 2)
    assert results.ratio("latency_p50", "native", "published") == Interval(0.5, 0.5, 0.5)
    assert results.difference("latency_p50", "published", "host") == Interval(5.5, 2, 9)


def test_saved_is_read(tmp_path: Path) -> None:
    """The CSV says what it belongs to, and a spreadsheet reads the rest."""
    results = measured(tmp_path, lambda row: 1 / 3)
    assert set(ABOUT) == set(SINGLE)
    assert results.about == ABOUT | {"hash": results.about["hash"]}
    assert re.fullmatch("[0-9a-f]{64}", results.about["hash"])
    lines = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()
    table = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert table[0] == {
        "round": "1", "place": "1", "mode": "native", "client": "client0", "figure": "latency_p50", "value": "0.333333",
        "unit": "µs",
    }  # fmt: skip
    assert len(table) == 10 * (7 * 6 + 3 * 4)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("# kernel: Linux 6.1\n", "", "does not say kernel"),
        ("# rounds: 10", "# rounds: 9", "9 rounds: at least 10"),
        ("# rounds: 10", "# rounds: many", "many rounds: at least 10"),
        ("round,place", "place,round", f"{FILE}:{FIRST - 1}: not the header"),
        (
            "1,1,native,client0,latency_p50,1,µs",
            "1,1,native,client0,latency_p50,one,µs",
            f"{FILE}:{FIRST}: not a measured",
        ),
        (
            "1,1,native,client0,latency_p50,1,µs",
            "1,1,native,client0,latency_p50,0,µs",
            f"{FILE}:{FIRST}: not a measured",
        ),
        (
            "1,1,native,client0,latency_p50,1,µs",
            "1,1,native,client0,latency_p50,inf,µs",
            f"{FILE}:{FIRST}: not a measured",
        ),
        ("1,1,native,client0,latency_p50,1,µs", "1,1,native,client0,latency_p50,1,ms", "latency_p50 is in µs"),
        ("1,1,native,client0,latency_p50,1,µs", "1,1,naive,client0,latency_p50,1,µs", "'naive'"),
        ("1,1,native,client0,latency_p50,1,µs", "1,1,native,client0,latency_p50,1", f"{FILE}:{FIRST}: not a measured"),
        ("1,1,native,client0,latency_p50,1,µs\n", "", "not every round has latency_p50 of native from client0"),
        ("2,1,native,client0,latency_p50,1,µs", "1,1,native,client0,latency_p50,1,µs", "a second time in round 1"),
        ("# hash: ", "# no hash: ", f"{FILE}:1: does not say hash"),
    ],
)
def test_refuses_a_bad_csv(tmp_path: Path, old: str, new: str, told: str) -> None:
    """What is not whole is refused, with file and line."""
    measured(tmp_path)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Problem, match=re.escape(told)):
        Results(tmp_path)


def test_nothing_measured(tmp_path: Path) -> None:
    """Without a CSV the error says what to do."""
    with pytest.raises(Problem, match="make measure"):
        Results(tmp_path)


def test_build_refuses_a_bad_csv(project: Copy) -> None:
    """A site is not built from values that are not whole."""
    project.edit(str(FILE), "# seed", "# seeds")
    run = project.run(sys.executable, "-m", "host0", "build")
    assert run.returncode == 1
    assert f"{FILE}:1: does not say seed" in run.stderr
    assert "Traceback" not in run.stderr


def test_too_few_rounds() -> None:
    """Fewer rounds than a page needs are refused before anything runs, without Docker."""
    run = subprocess.run(
        [sys.executable, "-m", "host0", "measure", "3"],
        cwd=ROOT, env={"PATH": "", "DOCKER_HOST": "unix:///nowhere"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert run.stderr == "host0: 3 rounds are too few to tell a difference from noise: at least 10\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# date: 2026-11-24", "# date: 2026-11-25"),
        ("# machine: 2 cores", "# machine: 4 cores"),
        ("# kernel: Linux 6.1", "# kernel: Linux 6.2"),
        ("# engine: Docker Engine 26.1.5+dfsg1", "# engine: Docker Engine 28.5.2"),
        ("# seed: 7", "# seed: 8"),
        ("# minutes: 11", "# minutes: 2"),
        ("# commit: c0ffee", "# commit: c0ffef"),
        ("# connections: 8", "# connections: 9"),
        ("# hash: ", "# hash: 0"),
        ("# date: 2026-11-24", "# note: by hand\n# date: 2026-11-24"),
        ("1,1,native,client0,latency_p50,1,µs", "1,1,native,client0,latency_p50,1.1,µs"),
        ("1,1,native,client0,latency_p50,1,µs", "1,2,native,client0,latency_p50,1,µs"),
        (
            "1,1,native,client0,latency_p50,1,µs\n1,1,native,client0,requests,1,/s",
            "1,1,native,client0,requests,1,/s\n1,1,native,client0,latency_p50,1,µs",
        ),
    ],
)
def test_refuses_what_was_edited(tmp_path: Path, old: str, new: str) -> None:
    """A value, a date, an engine, or anything else that was edited by hand is refused, with line and remedy."""
    measured(tmp_path)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    line = FIRST - 2 + ("note" in new)
    with pytest.raises(Problem, match=rf"{FILE}:{line}: not the hash of .*: make measure, or restore it from git"):
        Results(tmp_path)


def test_refuses_what_other_commands_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Values are refused when the commands that they came from are others now."""
    measured(tmp_path)
    monkeypatch.setattr("host0.measure.load.SCRIPTS", ("wrk --connections 9",))
    with pytest.raises(Problem, match=rf"{FILE}:{FIRST - 3}: the commands that measure .* have changed"):
        Results(tmp_path)


@pytest.mark.parametrize(
    ("module", "arguments"),
    [("host0", ("check",)), ("host0", ("build",)), ("pytest", ("docs", "-q", "-n", "0"))],
)
def test_tells_of_an_edited_csv(project: Copy, module: str, arguments: tuple[str, ...]) -> None:
    """The check, the build, and pytest tell of a value that was edited, without Docker."""
    text = (project.root / FILE).read_text(encoding="utf-8")
    value = re.search(r"\n1,1,.*,(?=[\d.]+,)", text)
    assert value
    project.edit(str(FILE), value[0], f"{value[0]}9")
    run = project.run("env", "DOCKER_HOST=unix:///nowhere", sys.executable, "-m", module, *arguments)
    assert run.returncode
    assert f"{FILE}:{FIRST - 2}: not the hash of the other lines" in run.stdout + run.stderr
    assert "Traceback" not in run.stdout + run.stderr


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "It takes 26 µs.", "26 µs"),
        ("en", "It takes 26µs.", "26µs"),
        ("en", "It takes 26\nms.", "26 ms"),
        ("en", "It costs 3.5% of `12 requests`.", "3.5%"),
        ("en", "In `12 requests` of them.", "12 requests"),
        ("en", "Up to 1,024 Gbit/s.", "1,024 Gbit/s"),
        ("en", "It is 10 times {{ median() }}.", "10 times"),
        ("en", "It is twice as slow.", "twice"),
        ("en", "A third of it.", "third"),
        ("en", "Three times as slow.", "Three"),
        ("en", "Both are equal.", "equal"),
        ("en", "A tenfold cost.", "tenfold"),
        ("en", "In 2000 ms.", "2000 ms"),
        ("zh", "延迟是 26 微秒。", "26 微秒"),
        ("zh", "多用 20%。", "20%"),
        ("zh", "延迟是它的两倍。", "两倍"),
        ("zh", "少了三成。", "三成"),
        ("zh", "只要三分之一的时间。", "三分之"),
        ("zh", "测了十轮。", "十轮"),
        ("zh", "两者相等。", "相等"),
        ("zh", "时间减半。", "减半"),
        ("en", "None: host0, IPv4, `iperf3`, [one](https://example.org/2017/11), at `127.0.0.1`, by A, 2014.", ""),
        ("en", "None: {{ median('latency_p50', 'host') }} and {{ about('connections') }} connections { #h2 }.", ""),
        ("en", "Docker 20.10 prints it.", ""),
        ("en", "Docker 20.1 prints it.", "20.1 prints"),
        ("en", "Docker 20.10.5 prints it.", "20.10.5 prints"),
        ("zh", "Docker 26.1 打印出它，Docker 26 打印出它。", "26 打印"),
        ("zh", "没有：一个连接，一次一个请求，host0 的 IPv4，2017 年，{{ compare('cpu', 'host', 'native') }}。", ""),
    ],
)
def test_no_number_by_hand(tmp_path: Path, language: str, text: str, told: str) -> None:
    """A number on the page about what was measured, in words or in figures, is told with its line."""
    page = tmp_path / "docs" / language / prose.PAGE
    page.parent.mkdir(parents=True)
    page.write_text(f"# Title\n\n{text}\n", encoding="utf-8")
    found = [str(fault) for fault in prose.faults(Page(Project(tmp_path), language, prose.PAGE))]
    if not told:
        assert found == []
    else:
        assert found[0].startswith(f"docs/{language}/{prose.PAGE}:3: '{told}' is said by hand")
    page.rename(page.with_name("other.md"))
    assert list(prose.faults(Page(Project(tmp_path), language, "other.md"))) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_number_by_hand_is_a_fault(project: Copy, language: str) -> None:
    """What refuses pages refuses such a number."""
    path = f"docs/{language}/{prose.PAGE}"
    project.edit(path, "{ #latency }", "{ #latency }\n\n26 µs.")
    assert [fault.partition(" is said")[0] for fault in faults(project.root)] == [
        f"{path}:{project.line(path, '26 µs')}: '26 µs'"
    ]


def test_settings_are_used() -> None:
    """What may stand in that page's prose does."""
    texts = [(ROOT / "docs" / language / prose.PAGE).read_text(encoding="utf-8") for language in NAMES]
    assert all(setting in text for setting in prose.SETTINGS for text in texts)


def test_uncommitted_code_is_not_measured(tmp_path: Path) -> None:
    """A measurement names the commit of its code: where that is none, nothing is measured."""
    (tmp_path / "host0").mkdir()
    (tmp_path / "host0" / "a.py").write_text("")
    with pytest.raises(Problem, match="commit host0/ first"):
        commit(tmp_path)
    for command in (
        ("init", "-q"), ("add", "."), ("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "a")
    ):  # fmt: skip
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert re.fullmatch("[0-9a-f]{40}", commit(tmp_path))
    (tmp_path / "host0" / "a.py").write_text("1")
    with pytest.raises(Problem, match=r"commit host0/ first(.|\n)*host0/a.py"):
        commit(tmp_path)


def some(row: Row) -> float:
    """Return values in which host mode has half of native's requests, and uses a quarter more of the CPU."""
    return {"requests": 0.5, "cpu": 1.25}.get(row.figure, 1.0) if row.mode == "host" else 1.0


def test_verdict(tmp_path: Path) -> None:
    """What differs is said with direction, size and interval, the greatest first; the rest is not told apart."""
    results = measured(tmp_path, some)
    assert Say(results, "en").verdict("host") == (
        "50% fewer requests per second (×0.50–0.50) and 25% more CPU time per request (×1.25–1.25); no clear "
        "difference in median latency (×1.00–1.00), new connections per second (×1.00–1.00), "
        "TCP throughput (×1.00–1.00), and round trip of small messages (×1.00–1.00)"
    )
    assert (
        Say(results, "zh")
        .verdict("host")
        .startswith(
            "每秒请求数少 50%（×0.50–0.50），每个请求的 CPU 时间多 25%（×1.25–1.25）；"
            "没有测出差别：延迟中位数（×1.00–1.00）、"
        )
    )
    everything = Say(results, "en").verdict("published")
    assert everything.startswith("no clear difference in median latency")
    assert Say(results, "en").verdict("published", "host", "host0").count("×") == 4
    all_differ = measured(tmp_path, lambda row: 2.0 if row.mode == "host" else 1.0)
    assert "no clear difference" not in Say(all_differ, "en").verdict("host")


def test_answer(tmp_path: Path) -> None:
    """The answer follows the values: how many figures are worse, which most, which are better, and which not told."""

    def published(row: Row) -> float:
        return {"requests": 0.5, "cpu": 1.25, "roundtrip": 0.9}.get(row.figure, 1.0) if row.mode == "published" else 1.0

    results = measured(tmp_path, published)
    assert Say(results, "en").answer() == (
        "a published port does worse than host mode in 2 of 6 figures, the largest difference being "
        "50% fewer requests per second (×0.50–0.50); better: 10% shorter round trip of small messages (×0.90–0.90); "
        "no clear difference in median latency "
        "(×1.00–1.00), new connections per second (×1.00–1.00), and TCP throughput (×1.00–1.00)"
    )
    assert (
        Say(results, "zh")
        .answer()
        .startswith("6 项数据里，发布端口有 2 项不如 host 模式，差得最多的是每秒请求数少 50%（")
    )
    same = measured(tmp_path)
    assert Say(same, "en").answer().startswith("in none of 6 figures was a published port seen to do worse than host")


def test_extra(tmp_path: Path) -> None:
    """A difference is said in the figure's unit too; where its interval contains none, it was not told."""

    def published(row: Row) -> float:
        noise = 1.0 if row.round % 2 else -1.0
        if row.mode != "published":
            return 40.0
        return {"latency_p50": 52.0 + noise, "cpu": 38.0 + noise}.get(row.figure, 40.0 + noise)

    results = measured(tmp_path, published)
    assert Say(results, "en").difference("latency_p50", *PORT_OR_HOST) == "12 µs higher median latency (11 to 13)"
    assert Say(results, "zh").difference("latency_p50", *PORT_OR_HOST) == "延迟中位数高 12 µs（11 至 13）"
    assert Say(results, "en").difference("cpu", *PORT_OR_HOST) == "2 µs less CPU time per request (1 to 3)"
    assert (
        Say(results, "en").difference("throughput", *PORT_OR_HOST)
        == "no clear difference in TCP throughput (-1 to 1 Gbit/s)"
    )
    assert Say(results, "en").fades(*PORT_OR_HOST) == "at most 1% of a request that takes 1.3 ms or more anyway"
    assert Say(results, "en").compare("latency_p50", *PORT_OR_HOST) == "30% higher median latency (×1.27–1.32)"
    assert Say(results, "zh").compare("throughput", *PORT_OR_HOST) == "TCP 吞吐量没有测出差别（×0.97–1.02）"


def test_nothing_is_equal() -> None:
    """No word says that two modes are equal: a measurement cannot tell."""
    for words in WORDS.values():
        for language, pattern in (("en", prose.ENGLISH), ("zh", prose.CHINESE)):
            assert not pattern.search(str({k: v for k, v in words.items() if k != "ranks"})), language


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0.9, 1.1, "×0.90–1.10"), (1.002, 1.2, "×1.002–1.20"), (0.998, 1.0, "×0.998–1.00"), (1.00001, 2, "×1.00–2.00")],
)
def test_times(low: float, high: float, said: str) -> None:
    """An interval's ends are said with as many digits as tell them from 1."""
    assert times(Interval(1, low, high)) == said


def test_cost() -> None:
    """Worse is to the right in a plot of ratios, whichever way a figure is better."""
    ratio = Interval(0.8, 0.5, 1.25)
    assert cost(FIGURES["latency_p50"], ratio) == ratio
    assert cost(FIGURES["requests"], ratio) == Interval(1.25, 0.8, 2)


def test_controls() -> None:
    """A control compares modes that were measured from where it says, and that differ."""
    for mode, base, client in CONTROLS.values():
        assert mode != base
        assert client == "client0" or (MODES[mode].loopback and MODES[base].loopback)


def test_machine_is_in_the_page_s_language(tmp_path: Path) -> None:
    """What the file of values says of the machine reads in each language."""
    results = measured(tmp_path)
    results.about["machine"] = "2 cores, A Processor"
    assert [Say(results, language).about("machine") for language in ("zh", "en")] == [
        "2 核，A Processor",
        "2 cores, A Processor",
    ]


def test_unknown_is_refused(tmp_path: Path) -> None:
    """What was not measured cannot be said."""
    said = Say(measured(tmp_path), "en")
    calls: list[Callable[[], str]] = [
        lambda: said.median("latency", "host"),
        lambda: said.median("latency_p50", "hosts"),
        lambda: said.median("latency_p50", "native", "host0"),
        lambda: said.verdict("bridge", client="host0"),
        lambda: said.measured("speed"),
        lambda: said.about("weather"),
        lambda: said.compare("latency_p99", "host", "native"),
        lambda: said.difference("cpu", "host", "naive"),
    ]
    for call in calls:
        with pytest.raises(Problem):
            call()


@pytest.mark.parametrize(
    ("value", "said"), [(0.034512, "0.0345"), (3.4567, "3.46"), (34.56, "34.6"), (345.6, "346"), (34567, "34,600")]
)
def test_number(value: float, said: str) -> None:
    """Numbers have three digits that mean something."""
    assert number(value) == said


@pytest.mark.parametrize(("ratio", "said"), [(1.274, "27%"), (0.5, "50%"), (1.004, "0.4%"), (3, "200%")])
def test_percent(ratio: float, said: str) -> None:
    """A difference in percent has a digit after the point only where it would be nothing otherwise."""
    assert percent(ratio) == said


def test_languages_say_the_same(tmp_path: Path) -> None:
    """Every mode and every figure has a name in each language."""
    for names in NAMES.values():
        assert set(names) == {*MODES, *FIGURES, *CONTROLS}


def test_plot() -> None:
    """A plot has a name and a description, the modes as text, colors of the style sheet, and no style of its own."""
    rows = {"native": Interval(30, 29, 31), "host & co": Interval(35, 32, 36)}
    svg = plot("latency", "Latency <p50>", "native: 30", rows, base=rows["native"], axis="µs, lower is better")
    assert '<title id="measure-latency-title">Latency &lt;p50&gt;</title>' in svg
    assert 'role="img" aria-labelledby="measure-latency-title measure-latency-desc"' in svg
    assert ">host &amp; co</text>" in svg
    assert ">µs, lower is better</text>" in svg
    assert svg.count("var(--md-accent-fg-color)") == 2  # the point and the bar of what is apart; the base's are gray
    near = rows | {"host & co": Interval(32, 31, 36)}
    assert "var(--md-accent-fg-color)" not in plot("n", "N", "", near, base=rows["native"], axis=["two", "lines"])
    assert "style" not in svg
    assert "http" not in svg
    assert not re.search(r"#[0-9a-f]{3,6}\b", svg)


def test_plot_labels() -> None:
    """No two labels of a plot's scale touch, even in a font whose digits are wider than the renderer's."""
    rows = {"native": Interval(118000, 115000, 122000), "host": Interval(88000, 80000, 89000)}
    svg = plot("requests", "Requests", "many", rows, base=rows["native"], axis="/s")
    labels = re.findall(r'<text text-anchor="middle" transform="translate\(([\d.]+),[^>]*>([\d,]+)</text>', svg)
    hidden = re.findall(r'<text [^>]*opacity="0"[^>]*>([\d,]+)</text>', svg)
    shown = [(float(x), len(text) * 7.2) for x, text in labels if text not in hidden]
    assert len(shown) > 2
    assert all(left + (wide + wider) / 2 < right for (left, wide), (right, wider) in pairwise(shown))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_shows_what_was_measured(site: Path, language: str) -> None:
    """The page's numbers are the file's, and the file itself can be downloaded."""
    folder = site / ("" if language == "zh" else "en")
    page = (folder / "performance.html").read_text(encoding="utf-8")
    results = Results(ROOT)
    for figure in FIGURES:
        for mode in MODES:
            assert number(results.median(figure, mode).middle) in page
    assert page.count('<svg class="measure-plot"') == len(FIGURES) + 1
    answer = Say(results, language).answer()
    assert answer in page
    assert page.index(answer) < page.index('<svg class="measure-plot"') < page.index('id="figures"')
    assert answer in (folder / "index.html").read_text(encoding="utf-8")
    assert 'href="assets/measure.csv"' in page
    assert (folder / "assets/measure.csv").read_bytes() == (ROOT / FILE).read_bytes()
    assert Say(results, language).verdict("host") in page


def test_csv_names_no_machine() -> None:
    """The file that is published names no host and no path, and stays small."""
    text = (ROOT / FILE).read_text(encoding="utf-8")
    assert len(text) < 200_000
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert not [line for line in head if platform.node() in line.partition(": ")[2].split()]
    assert "/work" not in text
    assert "/root" not in text
