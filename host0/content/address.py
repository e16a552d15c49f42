"""host0's address on a page: marked wherever it stands, so that the field at the top can show the reader's own there.

`web/page/host0.js` does that in the browser. Without it, the page shows the example address.
"""

import html
import re
from collections.abc import Iterator, Sequence

from host0.content import placeholder
from host0.content.markup import Edit, Element

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

WORDS = {
    "zh": {
        "label": "你的宿主机地址",
        "reset": "恢复示例地址",
        "what": "填入你的宿主机的地址（IPv4 或 IPv6），命令、输出和文字里 host0 的示例地址都会换成它；"
        "其他地址仍是示例，你填的地址只留在这个浏览器里。",
        "empty": "还没有填地址。",
        "prefix": "只填地址，不要带 /24 这样的前缀长度。",
        "port": "只填地址，不要带端口。",
        "four": "IPv4 地址是用点隔开的四个数，每个数从 0 到 255，不以 0 开头。",
        "six": "IPv6 地址是用冒号隔开的八组，每组最多四位十六进制数；一串 0 可以省略成 ::，但只能有一处。",
        "nobody": "别的机器用这个地址访问不到你的宿主机。",
        "other": "这不是 IP 地址。请填 192.168.1.5 或 2001:db8::5 这样的地址。",
        "kept": "页面上仍是 {address}。",
    },
    "en": {
        "label": "Your host's address",
        "reset": "Reset",
        "what": "Enter your own host's address, IPv4 or IPv6, and every command, output, and sentence shows it "
        "in place of host0's example address; other addresses stay examples, and yours does not leave this browser.",
        "empty": "Enter an address.",
        "prefix": "Enter only the address, without a prefix length such as /24.",
        "port": "Enter only the address, without a port.",
        "four": "An IPv4 address is four numbers from 0 to 255, separated by dots, without leading zeros.",
        "six": "An IPv6 address is eight groups of up to four hexadecimal digits, separated by colons; "
        "one run of zeros may be shortened to ::.",
        "nobody": "Other machines cannot reach your host at this address.",
        "other": "This is not an IP address. Enter one like 192.168.1.5 or 2001:db8::5.",
        "kept": "The page still shows {address}.",
    },
}
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
