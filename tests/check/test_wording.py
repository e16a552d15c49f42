"""A predicate is said in words in both languages."""

import pytest

from host0.check.predicate import KINDS, predicate
from host0.check.wording import say, told

SAID = {
    "has": ({"has": ["a", "b"], "in": ["f/s"]}, "the output has `a`, `b`", "输出里有 `a`、`b`"),
    "lacks": ({"lacks": ["a"], "in": ["f/s:2"]}, "line 2 lacks `a`", "第 2 行里没有 `a`"),
    "is": ({"is": ["a"], "in": ["f/s:x y"]}, "the line with `x y` is `a`", "有 `x y` 的那行是 `a`"),
    "is, of lines": ({"is": ["a", "b"], "in": ["f/s:2-3"]}, "lines 2–3 are `a`, `b`", "第 2–3 行是 `a`、`b`"),
    "is, of a word": ({"is": ["a"], "in": ["f/s:2.1"]}, "in line 2, word 1 is `a`", "第 2 行里，第 1 个词是 `a`"),
    "empty": ({"empty": ["f/s"]}, "the output is empty", "输出为空"),
    "equal": ({"equal": ["f/s:1", "f/s:2"]}, "line 1 equals line 2", "第 1 行与第 2 行相同"),
    "differ": (
        {"differ": ["f/s:1", "f/s:2", "f/s:a"]},
        "line 1 differs from line 2 and the line with `a`",
        "第 1 行、第 2 行与有 `a` 的那行不同",
    ),
    "words of a line": (
        {"differ": ["f/s:1.1", "f/s:1.2"]},
        "in line 1, word 1 differs from word 2",
        "第 1 行里，第 1 个词与第 2 个词不同",
    ),
    "words of lines": (
        {"equal": ["f/s:1.1", "f/s:2.2"]},
        "word 1 of line 1 equals word 2 of line 2",
        "第 1 行第 1 个词与第 2 行第 2 个词相同",
    ),
    "status": ({"status": ["125"], "in": ["f/s"]}, "the exit status is 125", "退出码为 125"),
    "lines": ({"lines": ["3"], "in": ["f/s"]}, "the output has 3 lines", "输出有 3 行"),
    "a line": ({"lines": ["1"], "in": ["f/s"]}, "the output has 1 line", "输出有 1 行"),
    "count": ({"count": ["2"], "of": ["a"], "in": ["f/s"]}, "the output has `a` in 2 lines", "输出里有 2 行含 `a`"),
    "of some": (
        {"has": ["a"], "in": ["f/s"], "engines": ["20.10, 28.5"], "code": ["python"]},
        "the output has `a` (20.10, 28.5, Python)",
        "输出里有 `a`（20.10、28.5、Python）",
    ),
    "a blank": ({"is": [""], "in": ["f/s:1"]}, "line 1 is `“”`", "第 1 行是 `“”`"),
    "code in it": ({"has": ["a `b`"], "in": ["f/s"]}, "the output has `` a `b` ``", "输出里有 `` a `b` ``"),
    "an address": (
        {"has": ["{client0.ip}"], "in": ["f/s"]},
        "the output has `203.0.113.20`",
        "输出里有 `203.0.113.20`",
    ),
}


@pytest.mark.parametrize("kind", SAID)
def test_said(kind: str) -> None:
    """Each kind of predicate and place has its sentence."""
    fields, english, chinese = SAID[kind]
    assert say(predicate(fields), "en", named=False) == english
    assert say(predicate(fields), "zh", named=False) == chinese


def test_every_kind_is_said() -> None:
    """No kind is without a sentence above."""
    assert {key for fields, _, _ in SAID.values() for key in fields} >= set(KINDS)


def test_named() -> None:
    """Where a claim has several steps, each place names its own, and each part of a proof follows the other."""
    shows = [predicate({"equal": ["f/s:1", "f/t:x"]}), predicate({"status": ["1"], "in": ["f/s"]})]
    myth = [predicate({"empty": ["f/t"]})]
    assert told(shows, myth, "en", named=True) == (
        "line 1 of `s` equals the line with `x` of `t`; the exit status of `s` is 1; not so: the output of `t` is empty"
    )
    assert told(shows, myth, "zh", named=True) == (
        "`s` 第 1 行与 `t` 里有 `x` 的那行相同；`s` 的退出码为 1；不成立：`t` 的输出为空"
    )
