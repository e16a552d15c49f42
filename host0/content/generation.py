"""The Docker generations that the site is verified on. A fourth one is a line in `GENERATIONS`."""

from dataclasses import dataclass

from host0.problem import Problem


@dataclass(frozen=True)
class Generation:
    """A Docker Engine as one Debian suite packages it."""

    name: str
    """Major and minor version, as pages and commands call it."""
    suite: str
    """The Debian suite it comes from."""


GENERATIONS = {
    g.name: g
    for g in (
        Generation("20.10", "bookworm"),
        Generation("26.1", "trixie"),
        Generation("28.5", "forky"),
    )
}
DEFAULT = GENERATIONS["26.1"]


def released(version: str) -> str:
    """Return an Engine's exact version as Docker released it, without what Debian has added: 26.1.5 of 26.1.5+dfsg1."""
    return version.partition("+")[0]


def generations(names: str) -> list[Generation]:
    """Return the generations that a comma- or space-separated list (or `all`) names; raise `Problem` otherwise."""
    if names.strip() == "all":
        return list(GENERATIONS.values())
    wanted = names.replace(",", " ").split()
    unknown = [name for name in wanted if name not in GENERATIONS]
    if unknown or not wanted:
        raise Problem(f"unknown engine {', '.join(unknown) or '(none)'}: choose from {', '.join(GENERATIONS)} or all")
    return [GENERATIONS[name] for name in wanted]
