"""What `DRIFT.md` says: for each kind of change, how many were tried, refused, and named; and the bounds."""

from collections.abc import Iterator

from bench.bound import Bound, Line
from bench.drift.change import ELSEWHERE, FOREIGN, HONEST, OTHER, Kind
from bench.drift.judge import Verdict

BOUNDS = {
    FOREIGN: Bound(90, least=True),
    ELSEWHERE: Bound(70, least=True),
    OTHER: Bound(97, least=True),
    HONEST: Bound(0),
}
"""Of each group, how many percent must be refused, or may be."""

NAMED = Bound(100, least=True)
HEAD = "| what | measured | bound |\n|---|---|---|"
Results = list[tuple[Kind[object], list[Verdict]]]
"""The kinds, each with what came of its changes."""


def lines(results: Results) -> Iterator[Line]:
    """Yield a line for each group: how many percent of its changes are refused; then how many of those are named."""
    groups: dict[str, list[Verdict]] = {}
    for kind, verdicts in results:
        groups.setdefault(kind.group, []).extend(verdicts)
    for group, verdicts in groups.items():
        red = sum(verdict.red for verdict in verdicts)
        share = 100 * red / len(verdicts) if verdicts else 0.0
        yield Line(f"{group}: percent refused", f"{share:.1f} ({red} of {len(verdicts)})", [share], BOUNDS.get(group))
    red_ones = [v for group, verdicts in groups.items() if group != HONEST for v in verdicts if v.red]
    named = sum(verdict.named for verdict in red_ones)
    share = 100 * named / len(red_ones) if red_ones else 100.0
    what = "percent of the refused that are named: page and line, or file and step"
    yield Line(what, f"{share:.1f} ({named} of {len(red_ones)})", [share], NAMED)


def text(results: Results, head: str, measured: list[Line]) -> str:
    """Return the whole file, below a sentence on the run."""
    kinds = ["| group | change | tried | refused | named |", "|---|---|---|---|---|"]
    for kind, verdicts in results:
        red = [verdict for verdict in verdicts if verdict.red]
        named = "" if kind.group == HONEST else sum(verdict.named for verdict in red)
        kinds.append(f"| {kind.group} | {kind.name} | {len(verdicts)} | {len(red)} | {named} |")
    missed = [
        f"{kind.name}: {verdict.change.what}" for kind, verdicts in results if kind.group == OTHER
        for verdict in verdicts if not verdict.red
    ]  # fmt: skip
    parts = [
        f"# Drift\n\n{head}",
        "\n".join([HEAD, *map(str, measured)]),
        "\n".join(kinds),
        "Not refused, of everything else:" if missed else "Nothing of everything else was let pass.",
        "\n".join(f"- `{line.replace('`', '')}`" for line in missed),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"
