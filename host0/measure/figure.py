"""The figures: what is measured of each mode, in which unit, and which way is better."""

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


FIGURES = {
    figure.name: figure
    for figure in (
        Figure("latency_p50", "µs", lower=True),
        Figure("latency_p99", "µs", lower=True),
        Figure("requests", "/s", lower=False),
        Figure("cpu", "µs", lower=True),
        Figure("connections", "/s", lower=False, loopback=False),
        Figure("throughput", "Gbit/s", lower=False),
        Figure("roundtrip", "µs", lower=True, loopback=False),
    )
}
