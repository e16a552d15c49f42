"""Edits that an author may make at any time, and that no check may refuse."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.drift.change import HONEST, Change, Kind, brief, edit
from bench.drift.material import Material, Text
from host0.content.generation import GENERATIONS
from host0.content.page import CALL

SYNONYMS = {
    "en": [("because", "since"), ("whole", "entire"), ("kind", "sort"), ("begins", "starts"), ("so", "and so"),
           ("shows", "makes visible"), ("only", "just"), ("remove", "take away"), ("too", "as well"),
           ("often", "frequently"), ("nobody", "no one"), ("does not", "doesn't"), ("is not", "isn't"),
           ("really", "actually"), ("needs", "requires"), ("answers", "replies"), ("look at", "have a look at")],
    "zh": [("因为", "由于"), ("但", "不过"), ("所以", "因此"), ("可以", "能够"), ("如果", "要是"), ("例如", "比如"),
           ("已经", "早已"), ("所有", "全部"), ("需要", "得"), ("只有", "仅有"), ("看到", "看见"), ("没有", "并没有"),
           ("自己", "自身")],
}  # fmt: skip
END = {"en": re.compile(r"(?<=[.!?])[ \n](?=[A-Z])"), "zh": re.compile(r"(?<=[。！？])")}
SAID = re.compile(r"`(?:[^`\n]|\n(?!\n))*`|\[(?:[^\]\n]|\n(?!\n))*\]|[“\"「](?:[^”\"」\n]|\n(?!\n))*[”\"」]")
"""Code, a link's text, a quote: none is longer than its paragraph."""
PLAIN = re.compile(r"[A-Za-z一-鿿“「`]")
"""How a paragraph begins that is neither a heading, a list, a table, a quote, nor HTML."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a paragraph."""

    text: Text
    start: int
    end: int
    following: int
    """Where the next sentence of its paragraph ends; nothing if it is the last."""

    @property
    def words(self) -> str:
        """Return it as the file has it."""
        return self.text.text[self.start : self.end]


def _paragraphs(text: Text) -> Iterator[tuple[int, int]]:
    """Yield begin and end of each plain paragraph, but of none that a picture stands below."""
    for found in re.finditer(r"(?<=\n\n)\S[^\n]*(?:\n[^\n]+)*(?=\n\n|\n?\Z)", text.text):
        after = text.text[found.end() :].lstrip()
        if PLAIN.match(text.prose[found.start()]) and not after.startswith("{{ picture"):
            yield found.span()


def _sentences(text: Text) -> list[Sentence]:
    found = []
    for start, end in _paragraphs(text):
        # no sentence ends in code, or in a link's text
        plain = re.sub(r"`[^`]*`|\[[^\]]*\]", lambda code: "\1" * len(code[0]), text.prose[start:end])
        ends = [start + gap.start() for gap in END[text.page.language].finditer(plain)] + [end]
        ends = sorted({e for e in ends if e > start})
        for number, last in enumerate(ends):
            first = start if number == 0 else ends[number - 1] + (text.text[ends[number - 1]] in " \n")
            following = ends[number + 1] if number + 1 < len(ends) else 0
            found.append(Sentence(text, first, last, following))
    return found


def _every(material: Material, _chance: random.Random) -> list[Sentence]:
    return [sentence for text in material.texts for sentence in _sentences(text)]


def _change(text: Text, start: int, end: int, new: str) -> Change:
    what = f"{text.path}:{text.line(start)}: {brief(text.text[start:end]) or 'nothing'} → {brief(new) or 'nothing'}"
    return Change(what, {text.path: edit(text.text, start, end, new)})


def _own(text: Text) -> str:
    """Return a page's prose as long as it is, without what is not its author's words: code, links, quotes."""
    return SAID.sub(lambda said: "\0" * len(said[0]), text.prose)


def _synonym(_material: Material, sentence: Sentence, chance: random.Random) -> Change | None:
    """Replace a word of a sentence, but not in code, links or what a macro says."""
    text = sentence.text
    own = _own(text)
    pairs = SYNONYMS[text.page.language]
    for old, new in chance.sample(pairs, len(pairs)):
        form = rf"\b{old}\b" if text.page.language == "en" else old
        if found := re.compile(form).search(own, sentence.start, sentence.end):
            return _change(text, *found.span(), new)
    return None


def _commas(_material: Material, sentence: Sentence, _chance: random.Random) -> Change | None:
    """Put a comma before a conjunction, or words of no weight at a sentence's beginning."""
    text = sentence.text
    if text.page.language == "zh":
        return _change(text, sentence.start, sentence.start, "也就是说，")
    if found := re.compile(r"(?<=[a-z]) (and|or|but) (?=[a-z])").search(_own(text), sentence.start, sentence.end):
        return _change(text, found.start(), found.end(), f", {found[1]} ")
    return None


def _turned(_material: Material, sentence: Sentence, _chance: random.Random) -> Change | None:
    """Exchange two sentences of a paragraph that stand beside each other."""
    text = sentence.text
    if not sentence.following:
        return None
    gap = " " if text.page.language == "en" else ""
    between = text.text[sentence.end : sentence.following].lstrip()
    return _change(text, sentence.start, sentence.following, f"{between}{gap}{sentence.words}")


def _dropped(material: Material, sentence: Sentence, _chance: random.Random) -> Change | None:
    """Remove a sentence without a link, and without a word that would have to be taken off the list of words too."""
    text = sentence.text
    alone = text.text[sentence.start - 2 : sentence.start] == "\n\n" and not sentence.following
    if alone or any(mark in sentence.words for mark in ("](", "{{", *material.declared)):
        return None
    end = sentence.end + (text.text[sentence.end : sentence.end + 1] in (" ", "\n") and bool(sentence.following))
    return _change(text, sentence.start, end, "")


Call = tuple[Text, int, str]
"""A page, where a call of a step ends, and the step."""


def _calls(material: Material, _chance: random.Random) -> list[Call]:
    return [(text, found.end(), found[1]) for text in material.texts for found in CALL.finditer(text.text)]


def _printed(*, engine: bool) -> Callable[[Material, Call, random.Random], Change | None]:
    """Return what adds a sentence about a line that a step prints, naming the engine or not."""

    def make(_material: Material, call: Call, chance: random.Random) -> Change | None:
        text, end, name = call
        lines = []
        for snippet in text.page.project.step(name).snippets():
            for generation in GENERATIONS.values() if not snippet.hidden else ():
                lines += [(generation.name, line.strip()) for line in snippet.output(generation).splitlines()]
        lines = [(on, line) for on, line in lines if re.fullmatch(r"[^`{}\\|*\[\]<>]*\w[^`{}\\|*\[\]<>]*", line)]
        if not lines:
            return None
        on, line = chance.choice(lines)
        forms = {"en": (f"It prints `{line}`.", f"Docker {on} prints `{line}`."),
                 "zh": (f"它打印出 `{line}`。", f"Docker {on} 打印出 `{line}`。")}  # fmt: skip
        return _change(text, end, end, f"\n\n{forms[text.page.language][engine]}")

    return make


def _kind(name: str, count: int, make: Callable[[Material, Sentence, random.Random], Change | None]) -> Kind[Sentence]:
    return Kind(HONEST, name, count, _every, lambda sentence: sentence.text.path, make)


KINDS: list[Kind[Sentence] | Kind[Call]] = [
    _kind("a synonym", 30, _synonym),
    _kind("a comma, or words of no weight", 12, _commas),
    _kind("two sentences exchanged", 12, _turned),
    _kind("a sentence removed", 16, _dropped),
    Kind(HONEST, "a new sentence: what the step prints", 20, _calls, lambda c: c[0].path, _printed(engine=False)),
    Kind(HONEST, "a new sentence: what the step prints on an engine", 10, _calls, lambda c: c[0].path,
         _printed(engine=True)),
]  # fmt: skip
