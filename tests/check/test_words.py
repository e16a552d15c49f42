"""What programs say has a file a language, and every language says all of it."""

import shutil
from pathlib import Path

import pytest

from host0.content import words
from host0.content.page import LANGUAGES
from host0.problem import Problem


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the files, which is the one that is read."""
    for language in LANGUAGES:
        shutil.copy(words.FOLDER / f"{language}.yml", tmp_path)
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    return tmp_path


def test_spoken(folder: Path) -> None:
    """A part's words are those of its file, in each language."""
    file = folder / "en.yml"
    file.write_text(file.read_text(encoding="utf-8").replace('output: "Output"', 'output: "Printed"'), encoding="utf-8")
    said = words.spoken("page")
    assert set(said) == set(LANGUAGES)
    assert (said["en"]["output"], said["zh"]["output"]) == ("Printed", "输出")
    assert words.choices("measured choices")["en"]["more"] == ["higher", "lower"]


def test_joined() -> None:
    """Sentences follow one another as their language has it: with a blank, or with nothing."""
    assert words.joined("en", ["One.", "Two."]) == "One. Two."
    assert words.joined("zh", ["一。", "二。"]) == "一。二。"


@pytest.mark.parametrize(
    ("old", "new"),
    [('  output: "Output"\n', ""), ('  output: "Output"\n', '  output: "Output"\n  outputs: "Outputs"\n')],
    ids=["lacks", "has more"],
)
def test_every_language_says_all(folder: Path, old: str, new: str) -> None:
    """A word that only one language has is told with its file and its name."""
    file = folder / "en.yml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(Problem, match=r"en\.yml: differs from zh\.yml in page: outputs?$"):
        words.spoken("page")


def test_language_without_words(folder: Path) -> None:
    """A language whose file is missing is told."""
    (folder / "en.yml").unlink()
    with pytest.raises(Problem, match=r"en\.yml: is missing: it has what programs say in this language"):
        words.spoken("page")
