"""A page carries the rules for what it has, and no others."""

import pytest

from host0.site.styles import Sheet


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
