"""What ARCHITECTURE.md and CONTRIBUTING.md say of the tree is so, and `ls` tells the way."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

TEXTS = ("ARCHITECTURE.md", "CONTRIBUTING.md", "CONTRIBUTING.zh.md", "README.md", "README.zh.md")
HOUSES = ("host0", "tests", "playground", "web")
ROOMS, FILES = 7, 4
"""How many of each a house may have at most."""

FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
ENDS = {".css", ".csv", ".html", ".js", ".json", ".md", ".mjs", ".py", ".sh", ".toml", ".txt", ".xml", ".yml"}
MODULE = re.compile(r"(?:bench|host0|playground|tests)(?:\.\w+)+")
OPEN = re.compile(r"<\w+>")
"""What stands for any name, as in `docs/en/<page>.md`."""

MADE = {".venv", "404.html", "site", "steps.json"}
"""What `make` makes, not all of it at any time."""


def named(text: str) -> Iterator[str]:
    """Yield what a text names as a file, folder or module of the project: in code, or where a link leads."""
    prose = FENCE.sub("", text)
    there = {path.name for path in ROOT.iterdir()}
    for name in (code.partition("#")[0].rstrip("/") for code in CODE.findall(prose)):
        first = name.partition("/")[0]
        if MODULE.fullmatch(name) or (not set(" =") & set(name) and (first in there or Path(name).suffix in ENDS)):
            yield name
    yield from LINK.findall(prose)


def exists(name: str) -> bool:
    """Return whether there is such a file, folder or module; a bare name may be a page's."""
    if MODULE.fullmatch(name) and not Path(ROOT, name).exists():
        module = Path(ROOT, *name.split("."))
        return module.is_dir() or module.with_suffix(".py").is_file()
    pattern = OPEN.sub("*", name)
    places = (ROOT, ROOT / "docs/en") if "/" not in name else (ROOT,)
    return name.partition("/")[0] in MADE or name in ENDS or any(any(place.glob(pattern)) for place in places)


def rooms(house: str) -> set[str]:
    """Return the folders in a folder, but for what tools leave there."""
    return {path.name for path in (ROOT / house).iterdir() if path.is_dir() and path.name[0] not in "._"}


@pytest.mark.parametrize("file", TEXTS)
def test_named_files_exist(file: str) -> None:
    """Every file, folder and module that is named there exists."""
    names = list(named((ROOT / file).read_text(encoding="utf-8")))
    assert names
    assert not [name for name in names if not exists(name)]


def test_recognizes_names() -> None:
    """A file, a folder, a module, a link, and a file with an open name are seen, and missed where there is none."""
    text = "`host0/run/lost.py` `host0/atic` `host0.run.lost` [it](LOST.md) `docs/fr/<page>.md` `lost.yml#id` `make`"
    missing = [name for name in named(text) if not exists(name)]
    assert missing == ["host0/run/lost.py", "host0/atic", "host0.run.lost", "docs/fr/<page>.md", "lost.yml", "LOST.md"]
    there = "`host0/run/track.py` `host0/run/` `host0.run.track` [it](README.md) `docs/en/<page>.md` `index.md#id`"
    assert len(list(named(there))) == 6
    assert all(map(exists, named(there)))


@pytest.mark.parametrize(
    ("house", "file"), [("host0", "ARCHITECTURE.md"), ("web", "ARCHITECTURE.md"), ("tests", "CONTRIBUTING.md")]
)
def test_every_room_is_named(house: str, file: str) -> None:
    """The text has one row for each room; rooms may share it."""
    firsts = re.findall(r"(?m)^\| (`[^|]+) \|", (ROOT / file).read_text(encoding="utf-8"))
    there = [room for first in firsts for room in re.findall(rf"`{house}/(\w+)`", first)]
    assert sorted(there) == sorted(rooms(house))


def test_everything_declared_is_named() -> None:
    """The text names each file in which something of the pages is declared."""
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.yml")]
    assert len(files) > 3
    assert not set(files) - set(named((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")))


def test_every_room_has_its_walls() -> None:
    """The layers that import-linter holds are all of host0's rooms, with a wall between two that share a layer.

    What a room may import by them is what the text says of it.
    """
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = (each["layers"] for each in settings["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    beside = [layer.split(" | ") for layer in layers]
    assert sorted(name for layer in beside for name in layer) == sorted({*rooms("host0"), "problem", "files"})
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    said = dict(re.findall(r"(?m)^\| `host0/(\w+)` \| .* \| ([^|;]+)(?:;[^|]*)? \|$", text))
    for number, layer in enumerate(beside[:-1]):
        below = {name for lower in beside[number + 1 : -1] for name in lower}
        for room in layer:
            assert set(said[room].split(", ")) == (below or {"no other room"}), room


@pytest.mark.parametrize("house", HOUSES)
def test_ls_tells_the_way(house: str) -> None:
    """A house has few rooms and few files: what `ls` shows can be taken in at once."""
    assert len(rooms(house)) <= ROOMS
    assert len([path for path in (ROOT / house).iterdir() if path.is_file()]) <= FILES


def test_architecture_is_short() -> None:
    """ARCHITECTURE.md can be read in one go, and defines each noun once."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    nouns = re.findall(r"(?m)^- \*\*([\w ]+)\*\*:", text)
    assert len(nouns) > 20
    assert len(nouns) == len(set(nouns))
