"""The list of public reports is whole, and its hold-out set stays what it was."""

import hashlib
import re
from collections import Counter

from host0.site import questions
from tests.conftest import ROOT

FILE = ROOT / questions.FILE
FIELDS = ["id", "url", "language", "symptom", "literal", "ran", "cause", "fix", "known", "section", "split"]
HELD = [*FIELDS, "led", "to"]
"""Of those held out, one says besides how the site does by it."""
SECOND = [*FIELDS, "drawn", "led", "to"]
"""Of those drawn later, when the pages were written, also what was searched for when it was found."""
DRAWN = [
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
]
ONE_OF = {
    "language": {"en", "zh"},
    "known": {"told", "clear"},
    "split": {"build", "hold", *DRAWN, "seen"},
}
LED = {"right", "partly", "no", "astray"}
FIGURES = {
    "hold": {"right": 39, "partly": 10, "no": 1},
    "second": {"right": 38, "partly": 10, "no": 8},
    "third": {"right": 42, "partly": 19, "no": 8, "astray": 4},
    "fourth": {"right": 47, "partly": 24, "no": 3, "astray": 2},
    "fifth": {"right": 43, "partly": 19, "no": 1},
    "sixth": {"right": 48, "partly": 24, "no": 7},
    "seventh": {"right": 52, "partly": 23, "no": 5},
    "eighth": {"right": 54, "partly": 17, "no": 4, "astray": 2},
    "ninth": {"right": 45, "partly": 17, "no": 8},
    "tenth": {"right": 41, "partly": 15, "no": 2, "astray": 1},
    "eleventh": {"right": 15, "partly": 14, "no": 2},
    "twelfth": {"right": 36, "partly": 16, "no": 1, "astray": 1},
    "thirteenth": {"right": 22, "partly": 16, "no": 8, "astray": 1},
    "fourteenth": {"right": 19, "partly": 12, "no": 2},
}
"""How many of those held out were led how far: the first ones when last measured, the others at once."""


def reports() -> list[dict[str, str]]:
    """Return all reports, as the file has them."""
    return questions.reports(ROOT)


def test_fields() -> None:
    """Each report has all fields, none empty, in the order of the comment, with values that it names."""
    for one in reports():
        fields = {"hold": HELD, **dict.fromkeys(DRAWN, SECOND)}.get(one["split"], FIELDS)
        assert list(one) == fields, f"{FILE.name}: {one.get('id')}: has {list(one)}"
        assert all(one.values()), f"{FILE.name}: {one['id']}: a field is empty"
        wrong = {field: one[field] for field, values in ONE_OF.items() if one[field] not in values}
        assert not wrong, f"{FILE.name}: {one['id']}: {wrong}"
        assert one["section"].count("#") == 1, f"{FILE.name}: {one['id']}: section is page#heading"


def test_once() -> None:
    """No report is there twice, under its own name or under another one."""
    for field in ("id", "url"):
        twice = [value for value, times in Counter(one[field] for one in reports()).items() if times > 1]
        assert not twice, f"{FILE.name}: more than once: {twice}"


def test_split() -> None:
    """Who is held out follows from the name alone: nobody moves a report to where the site does better."""
    for one in reports():
        if one["split"] in {*DRAWN, "seen"}:
            continue
        drawn = int(hashlib.sha256(f"host0-19:{one['id']}".encode()).hexdigest(), 16) % 3
        assert one["split"] == ("build" if drawn else "hold"), f"{FILE.name}: {one['id']}: split is the other one"


def test_led() -> None:
    """Each report that is held out says how far the site led, and to which section of the pages."""
    pages = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "en").glob("*.md")}
    for one in reports():
        if one["split"] in FIGURES:
            page, _, section = one["to"].partition("#")
            assert one["led"] in LED, f"{FILE.name}: {one['id']}: led is one of {sorted(LED)}"
            there = re.search(rf"^#.*{{ #{section}[ }}]", pages.get(page, ""), re.MULTILINE)
            assert there, f"{FILE.name}: {one['id']}: {one['to']} is not there"


def test_order() -> None:
    """Reports stand by section, then by name."""
    order = [(one["section"], one["id"]) for one in reports()]
    assert order == sorted(order)


def test_figures() -> None:
    """How far the site led stays what was measured: a page made better later is no reason to count it anew."""
    for split, figures in FIGURES.items():
        assert Counter(one["led"] for one in reports() if one["split"] == split) == figures
