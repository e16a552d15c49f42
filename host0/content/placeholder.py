"""Placeholders for the host's address: one table of names, with a value in the lab and one on the published page."""

import re
from collections.abc import Iterator, Mapping

from host0.problem import Problem

LAB = {
    "host0.ip": "192.0.2.10",
    "host0.network": "192.0.2.0/24",
    "host0.broadcast": "192.0.2.255",
    "host0.gateway": "192.0.2.1",
    "host0.ip6": "2001:db8::10",
    "client0.ip": "192.0.2.20",
    "client0.ip6": "2001:db8::20",
    "web.ip": "192.0.2.30",
    "web.network6": "2001:db8::30/124",
}
"""What the lab's machines have (set up in `host0/lab/guest/machine`), and an address and a part of their network that
are free, for a container there; of the documentation ranges of RFC 5737 and RFC 3849."""

PAGE = {
    "host0.ip": "203.0.113.10",
    "host0.network": "203.0.113.0/24",
    "host0.broadcast": "203.0.113.255",
    "host0.gateway": "203.0.113.1",
    "host0.ip6": "2001:db8:113::10",
    "client0.ip": "203.0.113.20",
    "client0.ip6": "2001:db8:113::20",
    "web.ip": "203.0.113.30",
    "web.network6": "2001:db8:113::30/124",
}
"""What the published page shows until its reader changes it, from the same RFCs."""

FORM = re.compile(r"(?<![{$])\{([a-z][a-z0-9]*\.[a-z][a-z0-9_]*)\}")
"""A placeholder in a snippet or an output. Docker's `{{.Name}}` and the shell's `${name}` are none."""


def _standing(name: str, value: str) -> str:
    """Return the pattern of an address where it is not a part of a longer one."""
    # a colon before or after belongs to an IPv6 address, but stands beside an IPv4 one, as before a port
    before, after = (r"(?<![\w.:])", r"(?!\w|\.\d|:[0-9a-f])") if ":" in value else (r"(?<![\w.])", r"(?!\w|\.\d)")
    return f"(?P<{name.replace('.', '_')}>{before}{re.escape(value)}{after})"


RAW = re.compile("|".join(_standing(*item) for item in sorted(LAB.items(), key=lambda item: -len(item[1]))))
"""An address of the lab's as it is, the longest that stands there."""


def _name(found: re.Match[str]) -> str:
    """Return the placeholder's name of an address that was found."""
    assert found.lastgroup  # noqa: S101 (each alternative is a group)
    return found.lastgroup.replace("_", ".")


def raw(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line and name of each address of the lab's that stands in `text` as it is, and the address."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in RAW.finditer(line):
            yield number, _name(found), found[0]


def unknown(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of each placeholder in `text` that the table does not define."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in FORM.finditer(line):
            if found[1] not in LAB:
                yield number, found[1]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with every placeholder replaced by its value."""
    return FORM.sub(lambda found: values.get(found[1], found[0]), text)


def lift(text: str) -> str:
    """Return `text` with every value that the lab has replaced by its placeholder: the reverse of `fill`.

    Raises `Problem` if the text holds a placeholder already, or would seem to: it could not be told apart.
    """
    for found in FORM.finditer(text):
        if found[1] in LAB:
            raise Problem(f"the output itself contains {found[0]}, which the page would replace")
    lifted = RAW.sub(lambda found: f"{{{_name(found)}}}", text)
    if fill(lifted, LAB) != text:
        raise Problem("the output has one of host0's addresses in braces, which looks like a template of Docker's own")
    return lifted


def nested(values: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the table as pages see it: `{{ host0.ip }}`."""
    machines: dict[str, dict[str, str]] = {}
    for name, value in values.items():
        machine, _, what = name.partition(".")
        machines.setdefault(machine, {})[what] = value
    return machines
