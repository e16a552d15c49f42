"""host0's address on a page: marked wherever it stands, so that the field at the top can show the reader's own there.

`web/page/host0.js` does that in the browser. Without it, the page shows the example address.
"""

import html
import re
from collections.abc import Iterator, Sequence

from host0.content import placeholder
from host0.content.markup import Edit, Element
from host0.content.words import spoken

NAME = "host0.ip"
EXAMPLE = placeholder.PAGE[NAME]

ALONE = "\ue000" * len(EXAMPLE)
"""Stands for the address until the page is HTML. One run of one character, so that no highlighter splits it, and as
wide as the example, so that columns stay in line."""

HOST = "\ue001" * len(EXAMPLE)
"""The same where an IPv6 address needs brackets."""

TAB = "\ue002"
"""A tab behind the address: its width depends on the reader's address, so the browser sets it."""

CURLED = re.compile(rf"(?<=\bcurl )([^|;&\n]*?){ALONE}")
"""curl takes a bare argument for a URL, and refuses an IPv6 address without brackets there."""

IN_URL = re.compile(rf"(?<=//){ALONE}|{ALONE}(?=:\d)")

PAGE = placeholder.PAGE | {NAME: ALONE}
"""The values of the published page, host0's address held open."""

WORDS = spoken("address")
REASONS = ("empty", "prefix", "port", "four", "six", "nobody", "other", "kept")


def fill(text: str) -> str:
    """Return a snippet or an output as it goes into the page: other addresses filled in, host0's held open."""
    filled = CURLED.sub(rf"\1{HOST}", placeholder.fill(text, PAGE)).replace(ALONE + "\t", ALONE + TAB)
    # as a terminal shows it; Markdown would set its tab stops every four columns
    return filled.expandtabs(8)


def mark(content: str) -> str:
    """Return a page's HTML with each address in an element of its own."""
    content = IN_URL.sub(HOST, content)
    content = content.replace(ALONE, f'<span class="host0-ip">{EXAMPLE}</span>')
    return content.replace(HOST, f'<span class="host0-ip" data-host>{EXAMPLE}</span>').replace(TAB, "\t")


def field(elements: Sequence[Element], language: str) -> Iterator[Edit]:
    """Yield what puts the field for the address before the block of a page in which it stands first.

    A page without steps, as the ledger, has nothing to copy, and so no field.
    """
    first = next((one for one in elements if one.attributes.get("class") == "host0-ip"), None)
    if first and any("step" in one.classes for one in elements):
        place = first.outermost.start
        yield place, place, _field(WORDS[language])


def left(output: str) -> bool:
    """Tell whether the address is still held open somewhere, as it is in a heading (and so in title and contents)."""
    return ALONE in output or HOST in output


def _field(words: dict[str, str]) -> str:
    reasons = " ".join(f'data-{name}="{html.escape(words[name])}"' for name in REASONS)
    return (
        '\n<form class="host0-address" novalidate>'
        f'<label for="host0-address">{words["label"]}</label>'
        f'<input id="host0-address" type="text" value="{EXAMPLE}" maxlength="60" autocomplete="off" '
        'autocapitalize="none" spellcheck="false" aria-describedby="host0-address-wrong host0-address-what">'
        f'<button type="reset" class="md-button">{words["reset"]}</button>'
        f'<p id="host0-address-wrong" aria-live="polite" {reasons}></p>'
        f'<p id="host0-address-what">{words["what"]}</p>'
        "</form>\n"
    )
