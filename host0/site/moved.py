"""Addresses that pages once had: what stands there leads on, heading by heading, in both languages.

mkdocs-redirects writes such pages as well, but in English alone, and it does not know that a heading's id has changed.
"""

import json
from collections.abc import Iterator
from html import escape

from host0.content.words import spoken

MOVED = {
    "facts.html": (
        "reference.html",
        {
            "own-namespace": "reference.html#same-namespace",
            "none-ports": "modes.html#none",
            "none": "modes.html#none",
            "uts": "reference.html#namespaces",
            "clean-up": "reference.html#compose",
        },
    ),
    "pitfalls.html": (
        "reference.html",
        {
            "limits": "reference.html#networks",
            "container-port": "modes.html#container",
            "ipv6": "reference.html#host-ipv6",
            "users": "reference.html#daemons",
            "desktop": "reference.html#desktop-limits",
        },
    ),
    "programs.html": (
        "programs-home.html",
        {
            one: f"programs-server.html#{one}"
            for one in ("reverse-proxies", "clusters", "agents", "ci", "ai", "industrial", "webrtc")
        },
    ),
}
"""For each such page, where it leads, and the headings that are not found there by the id that they had."""

WORDS = spoken("moved")

PAGE = """\
<!doctype html>
<html lang="{language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <title>{words} {to}</title>{canonical}
    <noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>
    <script src="assets/moved.js" defer></script>
  </head>
  <body>
    <p>{words} <a href="{to}" data-ids="{ids}">{to}</a></p>
  </body>
</html>
"""
"""`assets/moved.js` leads on to the heading that was asked for; without scripts, a browser goes to the page's top."""


def pages(language: str, base: str | None) -> Iterator[tuple[str, str]]:
    """Yield name and HTML of what stands at each old address of a language, whose pages are at `base`, if known."""
    for name, (to, ids) in MOVED.items():
        canonical = f'\n    <link rel="canonical" href="{escape(base + to)}">' if base else ""
        words = WORDS[language]["to"]
        text = PAGE.format(language=language, words=words, to=to, canonical=canonical, ids=escape(json.dumps(ids)))
        yield name, text
