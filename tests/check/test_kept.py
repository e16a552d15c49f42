"""Rendered pages that are kept from one run to the next are those that would be made, and nothing depends on them."""

from functools import partial
from pathlib import Path

import pytest

from host0.content import kept
from host0.content.project import Project
from host0.content.tree import Node, read, written
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "host0" / "pages"


def made(text: str) -> Node:
    """Return a tree with a text."""
    return Node("p", {"id": "a"}, "code", [text, Node("br")])


def never() -> Node:
    """Make nothing."""
    pytest.fail("it was made again")


def test_all_pages() -> None:
    """A page's tree is the same after it was written and read."""
    for pair in Project(ROOT).pages.values():
        for page in pair.values():
            assert page.rendered
            tree = page.rendered.made()
            assert read(written(tree)) == tree, page.path


def test_kept() -> None:
    """The same inputs get what was made of them; any other input does not."""
    assert kept.kept(("a", "b"), lambda: made("one")) == made("one")
    assert kept.kept(("a", "b"), never) == made("one")
    for other in (("a", "c"), ("ab",), ("b", "a"), ("a", "b", "")):
        assert kept.kept(other, lambda: made("two")) == made("two"), other


@pytest.mark.parametrize("text", ["", "[", "{}", '["p", {}]', '["p", {}, "", [1]]'])
def test_broken(folder: Path, text: str) -> None:
    """A file that cannot be read is made again."""
    kept.kept(("a",), lambda: made("one"))
    (file,) = folder.iterdir()
    file.write_text(text)
    assert kept.kept(("a",), lambda: made("one")) == made("one")
    assert kept.kept(("a",), never) == made("one")


def test_no_room(folder: Path) -> None:
    """Where nothing can be kept, everything is made."""
    folder.parent.mkdir()
    folder.touch()
    for text in ("one", "two"):
        assert kept.kept(("a",), partial(made, text)) == made(text)


def test_few(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those used last are kept, and no more than a number."""
    monkeypatch.setattr(kept, "MOST", 3)
    for name in "abcd":
        kept.kept((name,), partial(made, name))
        kept.kept(("a",), lambda: made("a"))
    assert len(list(folder.iterdir())) == 3
    kept.kept(("a",), never)
    kept.kept(("d",), never)
