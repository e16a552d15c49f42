"""Several files are written as one, whatever comes between."""

import os
import signal
from pathlib import Path

import pytest

from host0.files import replace


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Return files, and write the old content into the first two; the third is not there yet."""
    found = [tmp_path / name for name in ("a", "b", "c")]
    for file in found[:2]:
        file.write_text("old")
    return found


def content(files: list[Path]) -> dict[str, str]:
    """Return what is in the files' folder."""
    return {file.name: file.read_text() for file in sorted(files[0].parent.iterdir())}


def test_replace(files: list[Path]) -> None:
    """Files are changed, removed, made, and nothing else is left behind."""
    replace({files[0]: b"new", files[1]: None, files[2]: b""})
    assert content(files) == {"a": "new", "c": ""}


def test_removed_already(files: list[Path]) -> None:
    """A file that is to go may be gone."""
    replace({files[2]: None})
    assert content(files) == {"a": "old", "b": "old"}


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_fails(files: list[Path], monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """If the last file cannot be written, or somebody stops us there, all are as they were."""
    synced: list[int] = []

    def fsync(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 3:
            raise error

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(type(error)):
        replace(dict.fromkeys(files, b"new"))
    assert content(files) == {"a": "old", "b": "old"}


def test_interrupted(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the files take their names waits until all have theirs."""
    rename = Path.replace

    def slow(source: Path, target: Path) -> Path:
        moved = rename(source, target)
        signal.raise_signal(signal.SIGINT)
        return moved

    monkeypatch.setattr(Path, "replace", slow)
    heeded = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is started without
    try:
        with pytest.raises(KeyboardInterrupt):
            replace(dict.fromkeys(files, b"new"))
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, heeded)
    assert content(files) == dict.fromkeys("abc", "new")
