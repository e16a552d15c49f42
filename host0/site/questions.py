"""Questions: the words of those whose problem a section is about, whether it has these words or not."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from host0.content import yml

FILE = Path("docs", "reports.yml")
HAN = "\u3400-\u9fff\uf900-\ufaff"
RUN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]{{2,}}")
LEAST = 0.05
"""A word says nothing of a section that has less than this part of all who had it."""


def reports(root: Path) -> list[dict[str, Any]]:
    """Return all reports, as the file has them."""
    return yml.load(root / FILE)  # type: ignore[no-any-return]


def questions(root: Path) -> dict[str, Counter[str]]:
    """Return, by section as `page#heading`, the words of the reports that it answers, and how many of these have each.

    Left out are words that people have for everything.
    """
    found: dict[str, Counter[str]] = {}
    for report in reports(root):
        texts = (*report["literal"], report["symptom"])
        found.setdefault(report["section"], Counter()).update({word for text in texts for word in _words(text)})
    total = sum(found.values(), Counter())
    return {
        section: Counter({word: often for word, often in words.items() if often >= LEAST * total[word]})
        for section, words in found.items()
    }


def _words(text: str) -> Iterator[str]:
    """Yield a text's words, in lower case. Chinese has no blanks between them: of it, each two characters."""
    for run in RUN.findall(text.lower()):
        if re.match(f"[{HAN}]", run):
            yield from (run[place : place + 2] for place in range(len(run) - 1))
        else:
            yield run
