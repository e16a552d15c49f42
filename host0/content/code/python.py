"""Python, for steps that Docker's SDK can say too."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from host0.content import placeholder
from host0.content.code.language import Language


class Python(Language):
    """A Python on host0, which is one and the same for all snippets of a page."""

    title, end, output = "Python", ".py", ".py"
    place, following = "python", "... "

    def prompt(self, machine: str) -> str:
        """Return the interpreter's prompt: it runs on host0."""
        return ">>> "

    def unknown(self, code: str) -> Iterator[tuple[int, str]]:
        """Yield unknown placeholders in strings and comments."""
        filled = placeholder.fill(code, placeholder.LAB)
        ast.parse(filled)
        # In an f-string, {container.name} is Python's own; elsewhere only strings and comments can hold a placeholder.
        for token in tokenize.generate_tokens(io.StringIO(filled + "\n").readline):
            plain = token.type == tokenize.STRING and "f" not in re.split("['\"]", token.string)[0].lower()
            if plain or token.type == tokenize.COMMENT:
                for number, name in placeholder.unknown(token.string):
                    yield token.start[0] + number - 1, name

    def hiding(self, code: str) -> Iterator[tuple[int, str]]:
        """Yield errors that are caught and neither printed nor raised, and code that does nothing."""
        module = ast.parse(code)
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
