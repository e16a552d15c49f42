"""Places of elements in HTML, and what is put there."""

import pytest

from host0.content.markup import edited, elements, plain

PAGE = """\
<div class="a b" title="1 > 0">
<p>One<br>line, &lt;p&gt; <code>x</code></p>
<script>if (a < b) "</p>";</script>
<ul><li>first<li>second</ul>
</div>
"""


def inside(tag: str) -> list[str]:
    """Return what is in each element of a kind."""
    return [PAGE[one.inner : one.end] for one in elements(PAGE) if one.tag == tag]


@pytest.mark.parametrize(
    ("tag", "content"),
    [
        ("p", ["One<br>line, &lt;p&gt; <code>x</code>"]),  # neither what an attribute nor what a script says
        ("br", [""]),
        ("code", ["x"]),
        ("script", ['if (a < b) "</p>";']),
        ("ul", ["<li>first<li>second"]),
    ],
)
def test_places(tag: str, content: list[str]) -> None:
    """An element is found with what is in it, wherever its tags' texts stand besides."""
    assert inside(tag) == content


def test_around() -> None:
    """An element knows what it is in, and its classes."""
    code = next(one for one in elements(PAGE) if one.tag == "code")
    assert [one.tag for one in code.around] == ["p", "div"]
    assert code.outermost.classes == ["a", "b"]
    assert code.outermost.outermost is code.outermost
    assert PAGE[code.outermost.start :].startswith('<div class="a b"')


def test_nobody_closed_it() -> None:
    """What is never closed reaches to the end, and an end without a beginning is none."""
    text = "</b><p>one"
    assert [(one.tag, text[one.inner : one.end]) for one in elements(text)] == [("p", "one")]


def test_edited() -> None:
    """The rest stays as it is; two texts for one place stand in the order in which they came."""
    assert edited("abcd", [(3, 4, "D"), (1, 1, "z"), (1, 1, "a")]) == "azabcD"


def test_plain() -> None:
    """The text of some HTML is what a reader sees, code with its signs."""
    assert plain('<span class="x">a &lt;b&gt;</span>\n<a href="#">c</a>') == "a <b>\nc"
