"""Changes of everything besides prose: commands, outputs, what was recorded of them, claims, ids, links, numbers."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.drift.change import OTHER, Change, Kind, altered, brief, edit, step_of
from bench.drift.material import Material
from host0.content.page import CALL, LANGUAGES, Page
from host0.content.step import FOLDER

OWN = re.compile(r"\.\d+\.\d+\.out$")
"""The end of the name of an output of an engine that is not the default one."""

VERIFIED, REPLAY, LITERALS, CSV = (
    f"{FOLDER}/verified.json", f"{FOLDER}/replay.json", "docs/literals.yml", "docs/assets/measure.csv"
)  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """A piece of a file."""

    path: str
    start: int
    end: int


def _found(pattern: str, form: str) -> Callable[[Material, random.Random], list[Spot]]:
    """Return what finds a form's first group, or all of it, in the files of a pattern."""
    regex = re.compile(form, re.MULTILINE)

    def sites(material: Material, _chance: random.Random) -> list[Spot]:
        return [
            Spot(path, *found.span(1 if regex.groups else 0))
            for path in material.files(pattern)
            for found in regex.finditer(material.text(path))
        ]

    return sites


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _changed(new: Callable[[str, random.Random], str], *, names: str = "") -> Callable[..., Change | None]:
    """Return what replaces a piece of a file by a function of it.

    A message has to name the file's step, or, if the file has none, the file and the line.
    """

    def make(material: Material, spot: Spot, chance: random.Random) -> Change | None:
        text = material.text(spot.path)
        old = text[spot.start : spot.end]
        word = new(old, chance)
        if word == old:
            return None
        line = _line(text, spot.start)
        what = f"{spot.path}:{line}: {brief(old) or 'a line'} → {brief(word) or 'nothing'}"
        known = [f"{spot.path}:" if names == "file" else f"{spot.path}:{line}:"]
        if names == "step":
            known = _places(material, step_of(spot.path))
        elif names == "word":
            known = [f"{LITERALS}:", repr(old.strip().rpartition(": ")[0].strip('"'))]
        elif names == "claim":
            known += _claims(material, spot)
        elif names == "entry":  # told at its line, or at the step that it is about
            known.append(re.findall(r'"([\w-]+/[\w-]+)\.(?:sh|py)": ', text[: spot.start])[-1])
        return Change(what, {spot.path: edit(text, spot.start, spot.end, word)}, tuple(known))

    return make


def _claims(material: Material, spot: Spot) -> list[str]:
    """Return what else names a predicate of a claims' file: the claim's heading, in each language.

    What still holds with another text, as a myth does, is told there: its claim has to be read again.
    """
    claim = re.findall(r"(?m)^([\w-]+):$", material.text(spot.path)[: spot.start])[-1]
    pages = material.pages[f"{Path(spot.path).stem}.md"].values()
    return [f"{page.path}:{one.line}:" for page in pages for one in page.headings if one.id == claim]


def _places(material: Material, step: str) -> list[str]:
    """Return what names a step: itself, or a line of a page that calls it or links to one that does.

    A sentence that rests on the step is told before the step.
    """
    every = [page for pair in material.pages.values() for page in pair.values()]
    calling = {page.name for page in every if step in (name for _, name in page.calls)}
    resting = [page for page in every if calling & {page.name, *(to.partition("#")[0] for _, to in page.links)}]
    return [step, *(f"{page.path}:" for page in resting)]


def _removed(_old: str, _chance: random.Random) -> str:
    return ""


def _code(name: str, count: int, form: str, new: Callable[[str, random.Random], str], end: str = "sh") -> Kind[Spot]:
    """Return a kind of change of a command: not of its header."""
    return Kind(
        OTHER, name, count, _found(f"{FOLDER}/*/*.{end}", rf"^(?!# step:).*?(?<![\w-]){form}"),
        lambda spot: Path(spot.path).parent, _changed(new, names="step"),
    )  # fmt: skip


def _outputs(name: str, count: int, new: Callable[[str, random.Random], str], form: str, *, own: bool) -> Kind[Spot]:
    """Return a kind of change of an output, the default one or that of an engine of its own."""
    sites = _found(f"{FOLDER}/*/*.out", form)
    return Kind(
        OTHER, name, count, lambda m, c: [s for s in sites(m, c) if bool(OWN.search(s.path)) == own],
        lambda spot: Path(spot.path).parent if not own else spot.path, _changed(new, names="step"),
    )  # fmt: skip


def _deleted(material: Material, path: str, _chance: random.Random) -> Change:
    return Change(f"{path}: deleted", {path: None}, tuple(_places(material, step_of(path))))


Pair = tuple[str, int]
"""A page's name and the number of one of its step calls."""


def _calls(material: Material, _chance: random.Random) -> list[Pair]:
    pairs = {name: pair for name, pair in material.pages.items() if len(pair) == len(LANGUAGES)}
    return [(name, n) for name, pair in pairs.items() for n in range(len(pair["en"].calls))]


def _without(page: Page, number: int) -> bytes:
    call = list(CALL.finditer(page.text))[number]
    return edit(page.text, call.start(), call.end(), "")


def _left_out(languages: tuple[str, ...]) -> Callable[[Material, Pair, random.Random], Change]:
    def make(material: Material, site: Pair, _chance: random.Random) -> Change:
        name, number = site
        pages = [material.pages[name][language] for language in languages]
        step = pages[0].calls[number][1]
        what = f"{', '.join(f'{page.path}:{page.calls[number][0]}' for page in pages)}: {step} left out"
        files: dict[str, bytes | None] = {str(page.path): _without(page, number) for page in pages}
        return Change(what, files, tuple(_places(material, step)))

    return make


def _step_exchanged(material: Material, site: Pair, _chance: random.Random) -> Change | None:
    name, number = site
    files: dict[str, bytes | None] = {}
    for page in material.pages[name].values():
        if number + 1 >= len(page.calls):
            return None
        one, other = list(CALL.finditer(page.text))[number : number + 2]
        swapped = other[0] + page.text[one.end() : other.start()] + one[0]
        files[str(page.path)] = edit(page.text, one.start(), other.end(), swapped)
    first, second = (step for _, step in material.pages[name]["en"].calls[number : number + 2])
    return Change(f"{name}: {first} ↔ {second}, in both languages", files, (first, second, *_places(material, first)))


def _both(
    form: str, new: Callable[[str, random.Random], str], language: str = ""
) -> tuple[Callable[[Material, random.Random], list[tuple[str, str]]], Callable[..., Change | None]]:
    """Return what finds pieces that all languages of a page have, and what changes one in all of them, or in one."""
    regex = re.compile(form, re.MULTILINE)

    def sites(material: Material, _chance: random.Random) -> list[tuple[str, str]]:
        return [
            (name, word)
            for name, pair in material.pages.items()
            for word in sorted(set.intersection(*(set(regex.findall(page.text)) for page in pair.values())))
        ]

    def make(material: Material, site: tuple[str, str], chance: random.Random) -> Change | None:
        name, word = site
        other = new(word, chance)
        files: dict[str, bytes | None] = {}
        names = []
        for page in material.pages[name].values():
            if language in ("", page.language):
                found = next(found for found in regex.finditer(page.text) if found[1] == word)
                files[str(page.path)] = edit(page.text, *found.span(1), other)
                names.append(f"{page.path}:{_line(page.text, found.start(1))}:")
        # one of several languages, or a claims' file, may tell of it: at its own line
        names += [f"docs/claims/{Path(name).stem}.yml:", f"docs/{'zh' if language == 'en' else 'en'}/{name}:"]
        return Change(f"{', '.join(names[:-2])} {word} → {other}", files, (*names, f"{name} has no #{word}"))

    return sites, make


def _linked(sites: Callable[[Material, random.Random], list[tuple[str, str]]]) -> Callable[..., list[tuple[str, str]]]:
    """Return what finds those ids that something links to, or that a claim has: any other says nothing."""

    def found(material: Material, chance: random.Random) -> list[tuple[str, str]]:
        links = {
            (target.partition("#")[0] or text.page.name, target.partition("#")[2])
            for text in material.texts for _, target in text.page.links
        }  # fmt: skip
        claims = {
            (text.page.name, heading.id) for text in material.texts for heading in text.page.headings if heading.classes
        }
        return [site for site in sites(material, chance) if site in links | claims]

    return found


def _pages(name: str, count: int, form: str, new: Callable[[str, random.Random], str], language: str = "") -> Kind[
    tuple[str, str]
]:  # fmt: skip
    sites, make = _both(form, new, language)
    return Kind(OTHER, name, count, sites, lambda site: site[0], make)


def _file(  # noqa: PLR0917 (a table's columns)
    name: str, count: int, path: str, form: str, new: Callable[[str, random.Random], str], names: str = ""
) -> Kind[Spot]:
    return Kind(OTHER, name, count, _found(path, form), lambda spot: spot.path, _changed(new, names=names))


def _turned(words: dict[str, str]) -> Callable[[str, random.Random], str]:
    return lambda old, _chance: words.get(old, old)


TURNED = {"has": "lacks", "lacks": "has", "equal": "differ", "differ": "equal"}


def _claim_steps(material: Material, _chance: random.Random) -> list[tuple[Spot, str]]:
    """Return each place of a step in a claims' file, with another step that the file names."""
    found = []
    for spot in _found("docs/claims/*.yml", r"in: \"?([\w-]+/[\w-]+)")(material, _chance):
        text = material.text(spot.path)
        others = sorted(set(re.findall(r"in: \"?([\w-]+/[\w-]+)", text)) - {text[spot.start : spot.end]})
        found += [(spot, other) for other in others]
    return found


def _claim_step(material: Material, site: tuple[Spot, str], chance: random.Random) -> Change | None:
    spot, other = site
    return _changed(lambda _old, _chance: other)(material, spot, chance)


def _time(old: str, chance: random.Random) -> str:
    """Return a list of times with one more, or one less."""
    times = [time for time in old.split(", ") if time]
    return ", ".join(times[:-1] if times and chance.random() < 0.5 else [*times, "9.99"])


def _nudged(old: str, chance: random.Random) -> str:
    digits = [place for place, character in enumerate(old) if character.isdigit()]
    place = chance.choice(digits)
    return old[:place] + chance.choice([d for d in "123456789" if d != old[place]]) + old[place + 1 :]


ID = r"\{ #([\w-]+)"
ENTRY = r'"{}": "([^"]+)"'
KINDS: list[Kind[Spot] | Kind[str] | Kind[Pair] | Kind[tuple[str, str]] | Kind[tuple[Spot, str]]] = [
    _code("command: a flag left out", 8, r"(--?[a-z][\w-]*(?:=\S+)?[ ])", _removed),
    _code("command: a flag misspelled", 6, r"(--[a-z][\w-]+)", altered),
    _code("command: a port", 6, r"(\d{2,5})\b", altered),
    _code("command: a name", 6, r"--name=(\w+)", altered),
    _code("a Python snippet: a word", 8, r"(\w{4,})", altered, "py"),
    _code("a Python snippet: a text", 4, r'"([\w./-]{2,})"', altered, "py"),
    Kind(OTHER, "a step left out, in both languages", 8, _calls, lambda s: s[0], _left_out(LANGUAGES)),
    Kind(OTHER, "a step left out, in Chinese", 3, _calls, lambda s: s[0], _left_out(("zh",))),
    Kind(OTHER, "a step left out, in English", 3, _calls, lambda s: s[0], _left_out(("en",))),
    Kind(OTHER, "two steps exchanged, in both languages", 14, _calls, lambda s: s[0], _step_exchanged),
    _outputs("output: a character of a line", 10, altered, r"^(.*[a-z0-9].*)$", own=False),
    _outputs("output: a line removed", 8, _removed, r"^(.+\n)", own=False),
    _outputs("an engine's output: a character of a line", 8, altered, r"^(.*[a-z0-9].*)$", own=True),
    _outputs("an engine's output: a line removed", 6, _removed, r"^(.+\n)", own=True),
    Kind(OTHER, "an engine's output deleted", 8,
         lambda m, _: [path for path in m.files(f"{FOLDER}/*/*.out") if OWN.search(path)], lambda path: path, _deleted),
    _file("record: a version", 4, VERIFIED, ENTRY.format("version"), _nudged, "entry"),
    _file("record: a date", 4, VERIFIED, ENTRY.format("date"), _nudged, "entry"),
    _file("record: a hash", 4, VERIFIED, ENTRY.format("hash"), altered, "entry"),
    _file("record: a kernel", 4, VERIFIED, ENTRY.format("kernel"), _nudged, "entry"),
    _file("claim: a predicate turned round", 8, "docs/claims/*.yml", r"\{(has|lacks|equal|differ):", _turned(TURNED),
          "claim"),
    _file("claim: a text", 6, "docs/claims/*.yml", r'\{has: "?([^\[\]",}]{4,})', altered, "claim"),
    Kind(OTHER, "claim: another step", 8, _claim_steps, lambda site: site[0].path, _claim_step),
    Kind(OTHER, "a linked heading's id, in both languages", 5, _linked(_both(ID, altered)[0]), lambda site: site[0],
         _both(ID, altered)[1]),
    _pages("a heading's id, in Chinese", 3, ID, altered, "zh"),
    _pages("a heading's id, in English", 3, ID, altered, "en"),
    _pages("a link, in both languages", 8, r"\]\(((?:[\w-]+\.md)?#[\w-]+)\)", altered),
    _pages("a link, in Chinese", 3, r"\]\(([^)\s]+)\)", altered, "zh"),
    _pages("a link, in English", 3, r"\]\(([^)\s]+)\)", altered, "en"),
    _file("measured: a value", 5, CSV, r"^\d+,\d+,\w[^\n]*?,([\d.e+-]+),[^,\n]+$", _nudged, "file"),
    _file("measured: a date, an engine, a kernel", 5, CSV, r"^# (?:date|engine|kernel): (.*)$", _nudged, "file"),
    _file("a picture's state", 6, f"{FOLDER}/*/*.state.json", r'": "?([a-z0-9][\w./:-]*)', altered, "step"),
    _file("replay: a time more or less", 4, REPLAY, r": \[([\d., ]+)\]", _time, "entry"),
    _file("replay: a time", 4, REPLAY, r": \[([\d., ]+)\]", _nudged, "entry"),
    _file("a declared word removed", 8, LITERALS, r'^(    "?[^\s"#].*: .*\n)', _removed, "word"),
]  # fmt: skip
