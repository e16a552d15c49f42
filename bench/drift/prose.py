"""Changes of what a page says: a literal replaced, a relation reversed, two cells of a table exchanged.

What is a literal is told here by expressions of this file, not by those of the check.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bench.drift.change import ELSEWHERE, FOREIGN, RELATION, SECTION, Change, Kind, altered, brief, edit
from bench.drift.material import Material, Text, has

ERRORS = re.compile(
    r"refused|denied|[Cc]annot|[Cc]ould not|[Ff]ailed|[Nn]o such|[Nn]o route|not permitted|not found|invalid|conflict"
    r"|in use|timed out|unreachable|[Ww]arning|WARNING|bad address|discarded|exists"
)

LITERALS = {
    "address": r"(?<![\w.:])(?P<v>(?:\d{1,3}\.){3}\d{1,3}(?:/\d+)?|(?:fd|fe80|2001)[0-9a-f:]*::[0-9a-f:]*[0-9a-f])"
    r"(?![\w:])",
    "exit status": r"(?:\bexit(?:s|ed)?(?: status(?: is| of)?| with| code)?|\bstatus(?: of| is)?"
    r"|(?:退出)?状态(?:码)?(?:是|为|都是)?) ?`?(?P<v>\d{1,3})(?![\w.:])",
    "port": r"(?:\b[Pp]orts? `?|端口(?:是|为)? ?`?|(?<=\d):|(?<=\]):)(?P<v>\d{2,5})(?![\w.])"
    r"|(?<![\w.:])(?P<w>\d{2,5})(?=`? ?(?:号)?端口|:\d)",
    "quoted error": r"`(?P<v>[^`\0\n]+)`|[“「](?P<w>[^”」\0\n]+)[”」]",
    "option": r"(?<![\w-])(?P<v>--[a-z][a-z-]*[a-z]|-[A-Za-z])(?![\w-])",
    "version": r"(?<![\w.])(?P<v>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)(?![\w%]|\.\d)",
    "count": r"(?<!\w\()(?<![\w.:/`\-–\[])(?P<v>\d{1,4})(?![\w.:/`\-–%\]])",
}
"""A form for each kind of literal, those before a form taking what it would match too."""

YEAR = re.compile(r"(?:19|20)\d\d")

POOLS = {
    "address": ["192.0.2.77", "172.19.0.4", "10.0.3.1", "127.0.0.53", "2001:db8::77"],
    "exit status": ["2", "5", "6", "22", "28", "52", "56", "100", "126", "127", "130", "137", "143"],
    "port": ["81", "443", "3000", "5432", "8082", "8443", "9000", "9191"],
    "option": ["--detach-keys", "--memory", "--cap-drop", "--link", "--read-only", "-Q", "-Z", "-y"],
    "version": ["1.12", "17.06", "19.03", "23.0.1", "24.0", "27.3", "29.0"],
    "count": ["13", "17", "19", "23", "38", "47", "61"],
    "quoted error": [],
}
"""What people might have in mind instead."""

RELATIONS = {
    "en": [("equal", "different"), ("first", "second"), ("before", "after"), ("with", "without"), ("more", "less"),
           ("inside", "outside"), ("always", "never"), ("all", "none"), ("both", "neither")],
    "zh": [("相同", "不同"), ("一样", "不一样"), ("第一", "第二"), ("之前", "之后"), ("里面", "外面"),
           ("都有", "都没有"), ("可以", "不能"), ("多", "少")],
}  # fmt: skip
NUMBERS = {
    "en": ["two", "three", "four", "five", "six", "seven"],
    "zh": ["两个", "三个", "四个", "五个", "两条", "三条", "四条", "五条", "两行", "三行", "四行"],
}


@dataclass(frozen=True)
class Site:
    """A literal of a page's prose."""

    text: Text
    start: int
    end: int
    kind: str

    @property
    def word(self) -> str:
        """Return the literal."""
        return self.text.text[self.start : self.end]

    @property
    def page(self) -> str:
        """Return the page's path."""
        return self.text.path


@lru_cache(maxsize=4)
def _every(material: Material) -> list[Site]:
    """Return all literals of all pages."""
    found = []
    for text in material.texts:
        taken: set[int] = set()
        for kind, form in LITERALS.items():
            for match in re.finditer(form, text.prose, re.ASCII):
                group = match.lastgroup or "v"
                start, end = match.span(group)
                if taken & set(range(start, end)) or not _meant(kind, match[group]):
                    continue
                taken |= set(range(start, end))
                found.append(Site(text, start, end, kind))
    return found


def _meant(kind: str, word: str) -> bool:
    if kind == "quoted error":
        return bool(ERRORS.search(word)) and " " in word
    return kind != "count" or not YEAR.fullmatch(word)


def _replaced(site: Site, new: str) -> Change:
    line = site.text.line(site.start)
    what = f"{site.page}:{line}: {site.kind} `{brief(site.word)}` → `{brief(new)}`"
    # with another engine in it, the rest of a sentence is what falls, and that may stand on its next line
    names = tuple(f"{site.page}:{number}:" for number in site.text.sentence(site.start))
    return Change(what, {site.page: edit(site.text.text, site.start, site.end, new)}, names)


def _foreign(material: Material, site: Site, chance: random.Random) -> Change | None:
    """Replace a literal by one that stands nowhere on the page, nor in what its steps show."""
    others = sorted({one.word for one in _every(material) if one.kind == site.kind})
    known = [*others, *POOLS[site.kind]]
    wild = [altered(site.word, chance) for _ in range(len(known) // 2 + 3)]
    shown = [shown for _, _, shown in site.text.sections]
    for new in chance.sample([*known, *wild], len(known) + len(wild)):
        if not any(has(text, new) for text in shown):
            return _replaced(site, new)
    return None


def _elsewhere(material: Material, site: Site, chance: random.Random) -> Change | None:
    """Replace a literal by one that stands in another section of the page only."""
    own = site.text.section(site.start)
    sections = site.text.sections
    known = sorted({one.word for one in _every(material) if one.kind == site.kind} | set(POOLS[site.kind]))
    chance.shuffle(known)
    for new in known:
        if not has(sections[own][2], new) and any(has(shown, new) for _, _, shown in sections):
            return _replaced(site, new)
    return None


def _within(material: Material, site: Site, chance: random.Random) -> Change | None:
    """Replace a literal by another one of its section."""
    shown = site.text.sections[site.text.section(site.start)][2]
    known = sorted({one.word for one in _every(material) if one.kind == site.kind} - {site.word})
    chance.shuffle(known)
    return next((_replaced(site, new) for new in known if has(shown, new)), None)


def _exchanged(pairs: dict[str, list[tuple[str, str]]], text: Text) -> Iterator[tuple[int, int, str]]:
    """Yield begin, end and replacement of each word of some pairs in a page's prose, code left out."""
    plain = re.sub(r"`[^`\n]*`", lambda found: "\0" * len(found[0]), text.prose)
    for one, other in pairs[text.page.language]:
        for old, new in ((one, other), (other, one)):
            form = rf"(?<![\w]){old}(?!\w)" if text.page.language == "en" else rf"(?<!不){old}"
            yield from ((found.start(), found.end(), new) for found in re.finditer(form, plain))


def _words(pairs: dict[str, list[tuple[str, str]]], material: Material) -> list[tuple[Text, int, int, str]]:
    return [(text, *found) for text in material.texts for found in sorted(_exchanged(pairs, text))]


def _word(_material: Material, site: tuple[Text, int, int, str], _chance: random.Random) -> Change:
    text, start, end, new = site
    line = text.line(start)
    what = f"{text.path}:{line}: {text.text[start:end]} → {new}"
    return Change(what, {text.path: edit(text.text, start, end, new)}, (f"{text.path}:{line}:",))


def _cells(material: Material, _chance: random.Random) -> list[tuple[Text, int, int]]:
    """Return each pair of neighbors in the rows of all tables, by line and column, but not in the first column."""
    found = []
    for text in material.texts:
        lines = text.prose.split("\n")
        for number, line in enumerate(lines, 1):
            if line.startswith("|") and number > 1 and lines[number - 2].startswith("|") and set(line) - set("|-: "):
                columns = len(_split(text.text.split("\n")[number - 1]))
                found += [(text, number, column) for column in range(1, columns - 1)]
    return found


def _split(row: str) -> list[str]:
    return re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|"))


def _swapped(_material: Material, site: tuple[Text, int, int], _chance: random.Random) -> Change | None:
    text, number, column = site
    lines = text.text.split("\n")
    cells = _split(lines[number - 1])
    one, other = cells[column : column + 2]
    if one.strip() == other.strip():
        return None
    cells[column : column + 2] = other, one
    lines[number - 1] = f"|{'|'.join(cells)}|"
    what = f"{text.path}:{number}: {brief(one)} ↔ {brief(other)}"
    return Change(what, {text.path: "\n".join(lines).encode()}, (f"{text.path}:{number}:",))


COUNTS = {"address": 10, "exit status": 13, "port": 16, "quoted error": 14, "option": 14, "version": 13, "count": 10}
"""How many of each kind of literal are replaced by a foreign one; as many by one from another section."""


def _literals(kind: str, group: str, count: int) -> Kind[Site]:
    make = {FOREIGN: _foreign, ELSEWHERE: _elsewhere, SECTION: _within}[group]
    return Kind(group, kind, count, lambda m, _: [s for s in _every(m) if s.kind == kind], lambda site: site.page, make)


_PAIRS = {language: list(zip(words, [*words[1:], words[0]], strict=True)) for language, words in NUMBERS.items()}

KINDS: list[Kind[Site] | Kind[tuple[Text, int, int, str]] | Kind[tuple[Text, int, int]]] = [
    *(_literals(kind, FOREIGN, count) for kind, count in COUNTS.items()),
    *(_literals(kind, ELSEWHERE, count) for kind, count in COUNTS.items()),
    *(_literals(kind, SECTION, count // 3) for kind, count in COUNTS.items()),
    Kind(RELATION, "equal, first, before …", 24, lambda m, _: _words(RELATIONS, m), lambda s: s[0].path, _word),
    Kind(RELATION, "a number in words", 12, lambda m, _: _words(_PAIRS, m), lambda s: s[0].path, _word),
    Kind(RELATION, "a table's cell and its neighbor", 24, _cells, lambda s: s[0].path, _swapped),
]
