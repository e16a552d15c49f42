"""A change of a script of the theme's."""

from collections.abc import Mapping
from dataclasses import dataclass

BUNDLE = "assets/javascripts/bundle.*.js"
WORKER = "assets/javascripts/workers/search.*.js"


@dataclass(frozen=True)
class Patch:
    """A change, and where it belongs."""

    ours: str
    """The file that says why."""
    place: str
    """The theme's source, below `src/templates/assets/javascripts/`, that it would be a change of."""
    files: str
    """Which built scripts it is made in."""
    replaced: Mapping[str, str]
    """Minified texts, each of which must be there, with what stands there instead."""
