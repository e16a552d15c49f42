"""The pages of a built site."""

from pathlib import Path

from host0.content.page import PLACES
from host0.site.moved import MOVED

LAID_OUT = "* { content-visibility: visible !important }"
"""Chromium lays out what is off screen only when it is reached: with this style, at once."""

REACHABLE = """() => ![...document.querySelectorAll("pre > code")].some(
    (one) => one.checkVisibility() && one.scrollWidth > one.clientWidth && one.tabIndex < 0)"""
"""Whether the keyboard reaches all code that scrolls: the page lets it some moments after it was laid out."""


def names(site: Path) -> list[str]:
    """Return the addresses of a site's pages, from its root: what readers read, not what leads on or belongs to one."""
    pages = (path.relative_to(site) for path in site.rglob("*.html") if path.name not in {"404.html", *MOVED})
    return sorted(page.as_posix() for page in pages if "assets" not in page.parts)


def by_turns(site: Path, turn: int) -> list[str]:
    """Return each page, as `names` does, in one of its languages: the turns 0 and 1 have all there are.

    For what languages share: a page and its counterpart have the same headings, steps, tables and styles.
    """
    every = names(site)
    places = list(PLACES.values())
    pages = [name for name in every if not any(place and name.startswith(place) for place in places)]
    assert sorted(place + page for page in pages for place in places) == every
    return [places[(number + turn) % len(places)] + page for number, page in enumerate(pages)]
