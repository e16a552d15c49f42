"""What is wrong in a YAML file is told at its line, whoever reads it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from host0.content import yml
from host0.problem import Problem

WRONG = {
    "a: b\nc: d: e\n": (2, "not YAML: mapping values are not allowed"),
    "中: [b\n": (2, "not YAML: "),
    '中: b\nc: "d\x07"\n': (2, "(0x7); remove this one"),
}


@pytest.mark.parametrize("read", [yml.load, yml.compose])
@pytest.mark.parametrize("text", WRONG)
def test_not_yaml(tmp_path: Path, read: Callable[[Path], object], text: str) -> None:
    """What is no YAML, or holds what none may hold, is a problem with path, line, and what to do."""
    file = tmp_path / "list.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        read(file)
    line, told = WRONG[text]
    assert (caught.value.path, caught.value.line) == (file, line)
    assert told in caught.value.text


def test_empty(tmp_path: Path) -> None:
    """An empty file holds nothing."""
    file = tmp_path / "list.yml"
    file.touch()
    assert yml.load(file) is None
    assert yml.compose(file) is None
