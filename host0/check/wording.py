"""Predicates in words, in both languages, as the ledger has them."""

from dataclasses import replace

from host0.check.predicate import Place, Predicate
from host0.content import address
from host0.content.code import CODE
from host0.content.generation import GENERATIONS
from host0.content.words import spoken

WORDS = spoken("predicates")
"""Sentences, and what they are made of. A predicate's is `it` and its kind."""


def say(predicate: Predicate, language: str, *, named: bool) -> str:
    """Return a predicate as a sentence in Markdown; `named` gives each place the name of its step."""
    words = WORDS[language]
    first = predicate.places[0]
    apart = {(one.step, one.first) for one in predicate.places if one.word} != {(first.step, first.first)}
    word = "word of" if apart else "word"
    places = [_place(one, words, predicate.kind, word, named=named and apart) for one in predicate.places]
    texts = words["join"].join(_code(text) for text in predicate.texts)
    form = words["it is empty"] if predicate.kind == "empty" else words[f"it {predicate.kind}"]
    said = form.format(
        place=places[0],
        places=_join(places, words),
        first=places[0],
        rest=_join(places[1:], words),
        texts=texts,
        number=predicate.number,
        noun="line" if predicate.number == 1 else "lines",
        is_="are" if first.last > first.first else "is",
    )
    if not apart:
        line = _place(replace(first, word=0), words, predicate.kind, word, named=named)
        said = words["in"].format(line=line, said=said)
    only = [
        *(predicate.engines if len(predicate.engines) < len(GENERATIONS) else ()),
        *((CODE[name].title for name in predicate.code) if len(predicate.code) < len(CODE) else ()),
    ]
    return words["only"].format(said=said, only=words["join"].join(only)) if only else said


def told(shows: list[Predicate], myth: list[Predicate], language: str, *, named: bool) -> str:
    """Return all that a claim's proof must let us see, and must not, in one line of Markdown."""
    words = WORDS[language]
    parts = [say(one, language, named=named) for one in shows]
    parts += [words["myth"].format(said=say(one, language, named=named)) for one in myth]
    return words["between"].join(parts)


def _place(one: Place, words: dict[str, str], kind: str, word: str, *, named: bool) -> str:
    if kind == "status":
        form = "status"
    elif one.text:
        form = "text"
    elif one.word:
        form = word
    elif one.last > one.first:
        form = "lines"
    else:
        form = "line" if one.first else "whole"
    said = words[form].format(first=one.first, last=one.last, word=one.word, text=_code(one.text))
    if not named:
        return said
    named_form = {"text": "named text", "whole": "named", "status": "named"}.get(form, "numbered")
    return words[named_form].format(place=said, step=_code(one.step.split("/")[1]))


def _join(parts: list[str], words: dict[str, str]) -> str:
    """Return places as a sentence has them; Chinese has a blank before code."""
    *others, last = parts or [""]
    if not others:
        return last
    return words["join"].join(others) + words["and"].rstrip() + (" " if ord(last[0]) < 128 else "") + last


def _code(text: str) -> str:
    """Return a piece of output as code, addresses filled in; a blank output is the two quotes that JSON has for it."""
    filled = address.fill(text).strip() or "“”"
    return f"`` {filled} ``" if "`" in filled else f"`{filled}`"
