"""The page about what was measured has no number of its own: macros say it from the CSV, and words follow the data."""

import re
from collections.abc import Iterator

from host0.content.generation import GENERATIONS
from host0.content.page import Page
from host0.measure.load import LOOPBACK
from host0.problem import Problem

PAGE = "performance.md"

MACRO = re.compile(r"\{\{.*?\}\}|\]\([^)\n]*\)|\{ *#[^}\n]*\}", re.DOTALL)
"""What is no prose: a macro, where a link leads, a heading's id."""

DIGITS = re.compile(r"(?<![A-Za-z_\d.])\d+(?:[.,:–-]\d+)*(?:\s?[A-Za-zµμ%×/]+|\s?[一-鿿]{1,2})?")
"""A number, with what may be its unit; not a digit of a name, as in host0."""

YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
"""Of what others have measured."""

ENGLISH = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred"
    r"|thousand|million|dozen|twice|thrice|half|halves|thirds?|quarters?|fifths?|tenths?|doubled?|doubles|tripled?"
    r"|triples|\w+fold|equal|equally|equals|identical)\b",
    re.IGNORECASE,
)
CHINESE = re.compile(
    r"(?:[二两三四五六七八九十百千万]+|一[十百千万]+)[多来]?(?:倍|成|轮|次|个|种|项|台|秒|毫秒|微秒|分钟|核|条|字节)"
    r"|[一二两三四五六七八九十百千]+(?:倍|成(?![为了功立本])|分之)|一半|半数|翻倍|翻番|减半|加倍|相等|相当|持平|一样快|一样慢"
)
"""Numbers that are words; and words for what no measurement can tell, that nothing differs."""

HOW = '{{ median("latency_p50", "host") }}, {{ compare("cpu", "published", "host") }}, {{ about("connections") }}'

SETTINGS = {LOOPBACK: "the address at which host0 measures itself (host0/measure/load.py)"}
"""What may stand in the prose as it is, each with where it comes from."""


def faults(page: Page) -> Iterator[Problem]:
    """Yield each number that stands in the page's prose by hand; none on a page about something else."""
    if page.name != PAGE:
        return
    text = MACRO.sub(lambda found: re.sub(r"[^\n]", "\0", found[0]), page.text)
    for pattern in (DIGITS, ENGLISH if page.language == "en" else CHINESE):
        for found in pattern.finditer(text):
            if not _allowed(text, found):
                what = f"{' '.join(found[0].split())!r} is said by hand: let the measurement say it"
                yield Problem.at(page.path, page.line(found.start()), f"{what} ({HOW})")


def _allowed(text: str, found: re.Match[str]) -> bool:
    year = YEAR.match(found[0])
    if year and not re.match(r"\s?(?:[µμmn]?s\b|%|×|/|[GMk]bit|倍|次|个|微|毫|秒)", found[0][year.end() :]):
        return True
    version = re.match(r"[\d.]+", found[0])
    if version and version[0] in GENERATIONS and text.endswith("Docker ", 0, found.start()):
        return True  # the engine whose output a sentence is about
    return any(text.startswith(setting, found.start()) for setting in SETTINGS)
