"""The figures: what is measured of each mode, in which unit, and which way is better.

No figure is a high percentile, such as the 99th of latency. The requests of one second share what the machine does in
that second, so what is independent are the rounds; and of n values, the least and the greatest enclose the p-quantile
with a probability of 1 - p^n - (1 - p)^n (Wilks, Determination of Sample Sizes for Setting Tolerance Limits, 1941):
see `needed`. Where rounds are fewer than that, what a page would show is chance.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One thing that is measured."""

    name: str
    """As the CSV has it."""
    unit: str
    """As the CSV and the pages have it."""
    lower: bool
    """Whether less is better."""
    loopback: bool = True
    """Whether it is also measured from host0 itself, over its loopback interface."""


CONFIDENCE = 0.95
"""With which an interval encloses what was measured, at least."""


def needed(quantile: float) -> int:
    """Return how many rounds a quantile needs to have an interval at all: 6 for the median, 299 for 0.99."""
    rounds = 1
    while 1 - quantile**rounds - (1 - quantile) ** rounds < CONFIDENCE:
        rounds += 1
    return rounds


FIGURES = {
    figure.name: figure
    for figure in (
        Figure("latency_p50", "µs", lower=True),
        Figure("requests", "/s", lower=False),
        Figure("cpu", "µs", lower=True),
        Figure("connections", "/s", lower=False, loopback=False),
        Figure("throughput", "Gbit/s", lower=False),
        Figure("roundtrip", "µs", lower=True, loopback=False),
    )
}
