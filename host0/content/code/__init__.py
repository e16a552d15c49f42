"""The languages of code, a file a language: what a step is said in, and a page has a track for."""

from host0.content.code.bash import Bash
from host0.content.code.language import Language
from host0.content.code.python import Python

CODE: dict[str, Language] = {"bash": Bash(), "python": Python()}
"""Each by the name that tracks and `verified.json` have for it."""
