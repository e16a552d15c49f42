"""Bash: every step has it."""

import re
from collections.abc import Iterator

from host0.content.code.language import Language

NOTHING = re.compile(
    r"(?:^|[;&|({]|\b(?:do|then|else)\b)\s*(?:(?:/bin/|/usr/bin/|command\s+|builtin\s+)?true|:|(?:exit|return)\s+0)"
    r"\s*(?=$|[;&|)}'\"])",
    re.MULTILINE,
)
"""A command that does nothing but succeed, where a command begins: `… || true`, `; :`, and a step of it alone."""

MUTED = re.compile(r"(?:(?:2|&)>\s*/dev/null|>&\s*/dev/null|>\s*/dev/null\s+2>&1)[^;|\n]*\|\|")
"""A command that may fail, and without a word."""

UNTRAPPED = re.compile(r"\btrap\b[^\n;]*\bERR\b")


class Bash(Language):
    """The shell of host0, or of client0."""

    title, end, output = "Bash", ".sh", ""
    following = "> "

    def prompt(self, machine: str) -> str:
        """Return root's prompt in the home folder."""
        return f"root@{machine}:~# "

    def hiding(self, code: str) -> Iterator[tuple[int, str]]:
        """Yield what succeeds whatever happens, and errors that nobody sees."""
        for form, what in (
            (NOTHING, "it succeeds whatever happens before it: remove it, or say what happened (`|| echo …`)"),
            (MUTED, "its error goes unseen, and its status too: let it print its error"),
            (UNTRAPPED, "a trap on ERR hides which command fails: remove it"),
        ):
            for match in form.finditer(code):
                text = match[0].strip(" ;&|({\n")
                yield code.count("\n", 0, match.end()) + 1, f"`{text}`: {what}"
