"""Style sheets, and how much of them a page needs.

Material's hold the first paint up, and most of their rules are for what a page does not have.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import tinycss2

VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")


@dataclass(frozen=True)
class Declaration:
    """What a rule sets."""

    text: str
    variable: str
    """The custom property that is set, or nothing."""

    reads: frozenset[str]
    """The custom properties that its value takes."""


@dataclass(frozen=True)
class Rule:
    """A rule for what its selectors match."""

    selectors: tuple[tuple[str, tuple[frozenset[str], ...]], ...]
    """Each with the elements, classes, ids and attribute values all of which must be there for it to match, of one of
    several sets: `:is(.a, .b)` needs either."""

    declarations: tuple[Declaration, ...]


@dataclass(frozen=True)
class Group:
    """Rules under a condition."""

    condition: str
    rules: "tuple[Rule | Group | str, ...]"


class Sheet:
    """A style sheet, read once."""

    def __init__(self, css: str) -> None:
        self._rules = tuple(_read(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))

    def lean(self, used: set[str]) -> str:
        """Return the sheet as text, with the rules whose elements, classes, ids and attributes are among `used` words.

        Without the variables, too, that no rule reads then and no word of `used` names.
        """
        named = {word for word in used if word.startswith("--")}
        read: set[str] | None = None
        while True:  # a variable that nothing reads may have been the only one to read another
            reads: set[str] = set()
            text = "".join(_written(self._rules, used, read, reads))
            if read == reads | named:
                return text
            read = reads | named


def _read(rules: Iterable[Any]) -> Iterator[Rule | Group | str]:
    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in {"media", "supports"}:
            condition = f"@{rule.lower_at_keyword}{tinycss2.serialize(rule.prelude)}"
            yield Group(condition, tuple(_read(tinycss2.parse_rule_list(rule.content, True, True))))
        elif rule.type == "qualified-rule":
            selectors = tuple((tinycss2.serialize(one).strip(), tuple(_needs(one))) for one in _selectors(rule.prelude))
            yield Rule(selectors, tuple(_declarations(rule.content)))
        elif rule.type == "at-rule" and rule.lower_at_keyword != "charset":
            yield rule.serialize()


def _declarations(content: list[Any]) -> Iterator[Declaration]:
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        text = re.sub(r"\s*\n\s*", "", one.serialize().strip()).rstrip(";")
        name = one.name if one.type == "declaration" and one.name.startswith("--") else ""
        yield Declaration(text, name, frozenset(VARIABLE.findall(text)))


def _selectors(prelude: list[Any]) -> Iterator[list[Any]]:
    one: list[Any] = []
    for part in prelude:
        if part == ",":
            yield one
            one = []
        else:
            one.append(part)
    yield one


def _needs(selector: list[Any]) -> Iterator[frozenset[str]]:
    """Yield what a selector needs: names that are all there, or others that are, for each choice that it leaves."""
    choices = [
        [names for one in _selectors(token.arguments) for names in _needs(one)]
        for token in selector
        if token.type == "function" and token.lower_name in {"has", "is", "where"}
    ]
    for chosen in product(*choices):
        yield _names(selector).union(*chosen)


def _names(selector: list[Any]) -> frozenset[str]:
    names = set()
    for before, token in zip([None, *selector], selector, strict=False):
        if token.type == "hash" or (token.type == "ident" and before != ":"):
            names.add(token.value)
        elif token.type == "[] block":
            names |= {
                word
                for part in token.content
                if part.type in {"ident", "string"}
                for word in re.findall(r"[\w-]+", part.value)
            }
    return frozenset(names)


def _written(
    rules: Iterable[Rule | Group | str], used: set[str], read: set[str] | None, reads: set[str]
) -> Iterator[str]:
    """Yield rules as text, without variables that are not `read`, and note in `reads` which they read."""
    for rule in rules:
        if isinstance(rule, str):
            reads.update(VARIABLE.findall(rule))
            yield rule
        elif isinstance(rule, Group):
            if inner := "".join(_written(rule.rules, used, read, reads)):
                yield f"{rule.condition}{{{inner}}}"
        else:
            selectors = [text for text, needs in rule.selectors if any(names <= used for names in needs)]
            kept = [one for one in rule.declarations if not one.variable or read is None or one.variable in read]
            if selectors and kept:
                reads.update(*(one.reads for one in kept))
                yield f"{','.join(selectors)}{{{';'.join(one.text for one in kept)}}}"
