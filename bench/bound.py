"""A line of a benchmark's table: what was measured, in words and as numbers, and the bound that it has to keep."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bound:
    """What a figure may be."""

    limit: float
    least: bool = False
    """Whether the limit is the least that is allowed; else it is the most."""

    def __str__(self) -> str:
        """Return it as the table has it."""
        return f"at {'least' if self.least else 'most'} {self.limit:g}"

    def kept(self, value: float) -> bool:
        """Return whether a figure, as the table shows it, with two digits after the point, is within the bound."""
        shown = round(value, 2)
        return shown >= self.limit if self.least else shown <= self.limit


@dataclass(frozen=True)
class Line:
    """A line of the table."""

    what: str
    measured: str
    values: Sequence[float] = ()
    """The figures of `measured` that the bound is for."""
    bound: Bound | None = None

    def __str__(self) -> str:
        """Return it as Markdown."""
        missed = ": **missed**" if broken([self]) else ""
        return f"| {self.what} | {self.measured} | {self.bound or ''}{missed} |"


def broken(lines: Iterable[Line]) -> list[str]:
    """Return what is out of its bound, a line each: what, the figure, the bound."""
    return [
        f"{line.what}: {value:.2f}, but {line.bound} is allowed"
        for line in lines
        for value in line.values
        if line.bound and not line.bound.kept(value)
    ]
