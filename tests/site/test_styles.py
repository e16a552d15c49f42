"""A page carries the rules for what it has, and no others; and marks in its code that a rule is for."""

import re
from pathlib import Path

import pytest
from pygments.token import STANDARD_TYPES

from host0.content.markup import elements
from host0.site.styles import Sheet
from tests.helpers.pages import names


@pytest.mark.parametrize(
    ("selector", "used", "kept"),
    [
        (".a .b", {"a", "b"}, True),
        (".a .b", {"a"}, False),
        ("td:hover", {"td"}, True),
        ("body:has(.sheet)", {"body"}, False),
        ("body:has(.sheet)", {"body", "sheet"}, True),
        ("table:has(th:nth-child(5)) :is(th, td)", {"table", "th"}, True),
        (":is(#claims ~ p, .sheet) table", {"table", "p"}, False),
        (":is(#claims ~ p, .sheet) table", {"table", "p", "claims"}, True),
        (":is(#claims ~ p, .sheet) table", {"table", "sheet"}, True),
        ("div:not(.absent)", {"div"}, True),
        ("table:not(:has(.absent))", {"table"}, True),
    ],
)
def test_lean(selector: str, used: set[str], kept: bool) -> None:
    """A rule stays if all that its selector needs is there, of one of the choices that the selector leaves."""
    assert Sheet(f"{selector} {{color: red}}").lean(used) == (f"{selector}{{color: red}}" if kept else "")


def test_marked_code_has_a_look(site: Path) -> None:
    """No mark of the highlighter is on a page without a style that shows it: each is an element to be laid out."""
    marked = 0
    for name in names(site):
        text = (site / name).read_text(encoding="utf-8")
        found = elements(text)
        style = "".join(text[one.inner : one.end] for one in found if one.tag == "style")
        classes = {name for one in found if one.tag == "span" and len(one.classes) == 1 for name in one.classes}
        marks = classes & set(STANDARD_TYPES.values())
        assert [mark for mark in marks if not re.search(rf"\.{mark}\b", style)] == [], name
        marked += len(marks)
    assert marked > 100  # there is code, and it is colored
