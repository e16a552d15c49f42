"""What was measured is read strictly, reckoned as the books have it, and said as it is; a plot carries no style."""

import csv
import platform
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from host0.errors import Problem
from host0.measure.figure import FIGURES
from host0.measure.mode import MODES
from host0.measure.plot import plot
from host0.measure.results import FILE, Interval, Results, Row, equal, interval, save
from host0.measure.say import NAMES, Say, number, percent
from tests.conftest import ROOT, Project

ABOUT = {
    "date": "2026-11-24", "machine": "2 cores", "kernel": "Linux 6.1", "engine": "Docker Engine 26.1.5",
    "rounds": "10", "seed": "7",
}  # fmt: skip


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
    with pytest.raises(ValueError, match=f"{count} values have no 95% interval"):
        interval([1.0] * count)


@pytest.mark.parametrize(
    ("low", "high", "same"), [(0.9, 1.1, True), (1.0, 1.2, True), (1.01, 1.2, False), (0.8, 0.99, False)]
)
def test_equal(low: float, high: float, same: bool) -> None:
    """A ratio whose interval contains 1 is no difference."""
    assert equal(Interval((low + high) / 2, low, high)) is same


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
    """Return values in which each round is as slow as it likes, and a published port always twice as slow as native."""
    return row.round * (2.0 if row.mode == "published" else 1.0)


def test_ratio_is_paired(tmp_path: Path) -> None:
    """What disturbs a whole round cancels out of a ratio, though not of a median."""
    results = measured(tmp_path, slow)
    assert results.median("latency_p50", "native") == Interval(5.5, 2, 9)
    assert results.ratio("latency_p50", "published") == Interval(2, 2, 2)
    assert results.ratio("latency_p50", "published", "host0") == Interval(2, 2, 2)
    assert results.ratio("latency_p50", "native", base="published") == Interval(0.5, 0.5, 0.5)


def test_saved_is_read(tmp_path: Path) -> None:
    """The CSV says what it belongs to, and a spreadsheet reads the rest."""
    results = measured(tmp_path, lambda row: 1 / 3)
    assert results.about == ABOUT
    lines = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()
    table = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert table[0] == {
        "round": "1", "place": "1", "mode": "native", "client": "client0", "figure": "latency_p50", "value": "0.333333",
        "unit": "µs",
    }  # fmt: skip
    assert len(table) == 10 * (6 * 7 + 3 * 5)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("# kernel: Linux 6.1\n", "", "does not say kernel"),
        ("# rounds: 10", "# rounds: 9", "9 rounds: at least 10"),
        ("# rounds: 10", "# rounds: many", "many rounds: at least 10"),
        ("round,place", "place,round", f"{FILE}:7: not the header"),
        ("1,1,native,client0,latency_p50,1,µs", "1,1,native,client0,latency_p50,one,µs", f"{FILE}:8: not a measured"),
        ("1,1,native,client0,latency_p50,1,µs", "1,1,native,client0,latency_p50,0,µs", f"{FILE}:8: not a measured"),
        ("1,1,native,client0,latency_p50,1,µs", "1,1,native,client0,latency_p50,inf,µs", f"{FILE}:8: not a measured"),
        ("1,1,native,client0,latency_p50,1,µs", "1,1,native,client0,latency_p50,1,ms", "latency_p50 is in µs"),
        ("1,1,native,client0,latency_p50,1,µs", "1,1,naive,client0,latency_p50,1,µs", "'naive'"),
        ("1,1,native,client0,latency_p50,1,µs", "1,1,native,client0,latency_p50,1", f"{FILE}:8: not a measured"),
        ("1,1,native,client0,latency_p50,1,µs\n", "", "not every round has latency_p50 of native from client0"),
        ("2,1,native,client0,latency_p50,1,µs", "1,1,native,client0,latency_p50,1,µs", "a second time in round 1"),
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


def test_build_refuses_a_bad_csv(project: Project) -> None:
    """A site is not built from values that are not whole."""
    project.edit(FILE, "# seed", "# seeds")
    run = project.run(sys.executable, "-m", "host0.site", "build")
    assert run.returncode == 1
    assert f"{FILE}:1: does not say seed" in run.stderr
    assert "Traceback" not in run.stderr


def test_too_few_rounds() -> None:
    """Fewer rounds than a page needs are refused before anything runs, without Docker."""
    run = subprocess.run(
        [sys.executable, "-m", "host0.measure", "3"],
        cwd=ROOT, env={"PATH": "", "DOCKER_HOST": "unix:///nowhere"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert run.stderr == "host0: 3 rounds are too few to tell a difference from noise: at least 10\n"


def test_verdict(tmp_path: Path) -> None:
    """What differs is said with its direction and size, the greatest first; the rest is said to be equal."""

    def value(row: Row) -> float:
        if row.mode == "host" and row.figure in ("requests", "cpu"):
            return {"requests": 0.5, "cpu": 1.25}[row.figure]
        return 1.0

    results = measured(tmp_path, value)
    assert (
        Say(results, "en")
        .verdict("host")
        .startswith(
            "50% fewer requests per second and 25% more CPU time per request; no difference beyond the noise in median "
        )
    )
    assert Say(results, "zh").verdict("host").startswith("每秒请求数少 50%，每个请求的 CPU 时间多 25%；延迟中位数、")
    without = measured(tmp_path, lambda row: 2.0 if row.mode == "host" and row.figure == "roundtrip" else 1.0)
    assert "每秒新建连接数和 TCP 吞吐量没有超出噪声的差别" in Say(without, "zh").verdict("host")
    everything = "no difference beyond the noise in any of the 7 figures"
    assert Say(results, "en").verdict("published") == everything
    assert Say(results, "en").verdict("published", client="host0") == everything.replace("7", "5")
    all_differ = measured(tmp_path, lambda row: 2.0 if row.mode == "host" else 1.0)
    assert "noise" not in Say(all_differ, "en").verdict("host")
    assert "100% higher 99th percentile of latency" in Say(all_differ, "en").verdict("host")


def test_unknown_is_refused(tmp_path: Path) -> None:
    """What was not measured cannot be said."""
    said = Say(measured(tmp_path), "en")
    calls: list[Callable[[], str]] = [
        lambda: said.median("latency", "host"),
        lambda: said.median("latency_p50", "hosts"),
        lambda: said.median("latency_p50", "host", "host0"),
        lambda: said.verdict("bridge", client="host0"),
        lambda: said.measured("speed"),
        lambda: said.about("weather"),
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
        assert set(names) == {*MODES, *FIGURES}


def test_plot() -> None:
    """A plot has a name and a description, the modes as text, colors of the style sheet, and no style of its own."""
    rows = {"native": Interval(30, 29, 31), "host & co": Interval(30.5, 29, 32)}
    svg = plot("latency", "Latency <p50>", "native: 30", rows, "µs, lower is better")
    assert '<title id="measure-latency-title">Latency &lt;p50&gt;</title>' in svg
    assert 'role="img" aria-labelledby="measure-latency-title measure-latency-desc"' in svg
    assert ">host &amp; co</text>" in svg
    assert ">µs, lower is better</text>" in svg
    assert "var(--md-accent-fg-color)" in svg
    assert "style" not in svg
    assert "http" not in svg
    assert not re.search(r"#[0-9a-f]{3,6}\b", svg)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_shows_what_was_measured(site: Path, language: str) -> None:
    """The page's numbers are the file's, and the file itself can be downloaded."""
    folder = site / ("" if language == "zh" else "en")
    page = (folder / "performance.html").read_text(encoding="utf-8")
    results = Results(ROOT)
    for figure in FIGURES:
        for mode in MODES:
            assert number(results.median(figure, mode).middle) in page
    assert page.count('<svg class="measure-plot"') == len(FIGURES)
    assert 'href="assets/measure.csv"' in page
    assert (folder / "assets/measure.csv").read_bytes() == (ROOT / FILE).read_bytes()
    assert Say(results, language).verdict("host") in page
    assert Say(results, language).verdict("host") in (folder / "index.html").read_text(encoding="utf-8")


def test_csv_names_no_machine() -> None:
    """The file that is published names no host and no path, and stays small."""
    text = (ROOT / FILE).read_text(encoding="utf-8")
    assert len(text) < 200_000
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert not [line for line in head if platform.node() in line.partition(": ")[2].split()]
    assert "/work" not in text
    assert "/root" not in text
