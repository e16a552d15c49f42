"""Where the lines of a text begin, and which one a position is in."""

import pytest

from host0.content.lines import Lines


@pytest.mark.parametrize("text", ["", "one", "\n", "one\n", "\n\none\n\ntwo", "一\r\n二\u2028三\n"])
def test_at(text: str) -> None:
    """The line of each position is one more than the LFs before it; each line begins where splitting at LF has it."""
    lines = Lines(text)
    assert [lines.at(position) for position in range(len(text) + 1)] == [
        text.count("\n", 0, position) + 1 for position in range(len(text) + 1)
    ]
    assert [text[lines.start(number) :].partition("\n")[0] for number in range(1, text.count("\n") + 2)] == text.split(
        "\n"
    )


def test_behind_the_last() -> None:
    """There is no start of a line that is not there."""
    with pytest.raises(IndexError):
        Lines("one\n").start(3)
