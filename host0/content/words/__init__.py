"""What programs say to readers, in each human language: a file a language, which a translator can read.

Words stand by where they are said; every language has the same ones. What is in braces is filled in by the program.
"""

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from host0.content import yml
from host0.content.page import LANGUAGES
from host0.problem import Problem

FOLDER = Path(__file__).parent


def spoken(part: str) -> dict[str, dict[str, str]]:
    """Return what a part of the program says: of each language, its words by name.

    Raises `Problem` for a language whose file is missing or has other words than the first one's.
    """
    return {language: words[part] for language, words in _read(FOLDER).items()}


def choices(part: str) -> dict[str, dict[str, list[str]]]:
    """Return the same of a part whose entries are several words each, of which the program takes one."""
    return {language: words[part] for language, words in _read(FOLDER).items()}


def joined(language: str, sentences: Iterable[str]) -> str:
    """Return sentences, or the lines of one, as one text: with what stands between them in a language, if anything."""
    return spoken("sentences")[language]["between"].join(sentences)


@functools.cache
def _read(folder: Path) -> dict[str, dict[str, Any]]:
    read = {language: _file(folder / f"{language}.yml") for language in LANGUAGES}
    first = _names(read[LANGUAGES[0]])
    for language, words in read.items():
        if differing := sorted(_names(words) ^ first):
            raise Problem(f"differs from {LANGUAGES[0]}.yml in {', '.join(differing)}", folder / f"{language}.yml")
    return read


def _file(path: Path) -> dict[str, Any]:
    try:
        words: dict[str, Any] = yml.load(path)
    except FileNotFoundError:
        raise Problem("is missing: it has what programs say in this language, as the others there", path) from None
    return words


def _names(words: dict[str, Any]) -> set[str]:
    """Return the name of each entry, as `part: entry`."""
    return {f"{part}: {name}" for part, entries in words.items() for name in entries}
