"""What a snippet must not do: hide that one of its commands fails, so that it passes whatever they do."""

import ast
import re
from collections.abc import Iterator

NOTHING = re.compile(
    r"(?:^|[;&|({]|\b(?:do|then|else)\b)\s*(?:(?:/bin/|/usr/bin/|command\s+|builtin\s+)?true|:|(?:exit|return)\s+0)"
    r"\s*(?=$|[;&|)}'\"])",
    re.MULTILINE,
)
"""A command that does nothing but succeed, where a command begins: `… || true`, `; :`, and a step of it alone."""

MUTED = re.compile(r"(?:(?:2|&)>\s*/dev/null|>&\s*/dev/null|>\s*/dev/null\s+2>&1)[^;|\n]*\|\|")
"""A command that may fail, and without a word."""

UNTRAPPED = re.compile(r"\btrap\b[^\n;]*\bERR\b")


def found(code: str, language: str) -> Iterator[tuple[int, str]]:
    """Yield line in the code, from 1, and what is wrong there and to do; Python that can be parsed is expected."""
    if language == "python":
        yield from _python(ast.parse(code))
        return
    for form, what in (
        (NOTHING, "it succeeds whatever happens before it: remove it, or say what happened (`|| echo …`)"),
        (MUTED, "its error goes unseen, and its status too: let it print its error"),
        (UNTRAPPED, "a trap on ERR hides which command fails: remove it"),
    ):
        for match in form.finditer(code):
            text = match[0].strip(" ;&|({\n")
            yield code.count("\n", 0, match.end()) + 1, f"`{text}`: {what}"


def _python(module: ast.Module) -> Iterator[tuple[int, str]]:
    if all(
        isinstance(one, ast.Pass) or (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))
        for one in module.body
    ):
        yield 1, "this does nothing, and so cannot fail: remove the step's Python snippet, or write what it does"
    for node in ast.walk(module):
        if isinstance(node, ast.ExceptHandler) and not _told(node):
            yield node.lineno, "the error goes unseen: print it (`except … as error: print(error)`), or raise it"
        elif isinstance(node, ast.Call) and _name(node.func) == "suppress":
            yield node.lineno, "an error goes unseen: catch it, and print it (`except … as error: print(error)`)"


def _told(handler: ast.ExceptHandler) -> bool:
    """Return whether an `except` does something with its error, or raises one."""
    inside = [node for statement in handler.body for node in ast.walk(statement)]
    uses = any(isinstance(node, ast.Name) and node.id == handler.name for node in inside)
    return uses or any(isinstance(node, ast.Raise) for node in inside)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
