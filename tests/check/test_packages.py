"""What Debian has changed since a build was kept is told."""

import re

import pytest

from playground.publish import packages

HEAD = "What the machine is made of.\n\n"
LIST = HEAD + "docker.io\t28.5.2-5\tdocker.io\t28.5.2-5\nlibc6\t2.36\tglibc\t2.36\nlibc6\t2.43\tglibc\t2.43\n"


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("28.5.2", "29.1.0", "docker.io: 28.5.2-5 -> 29.1.0-5"),
        ("2.43", "2.44", "libc6: 2.36, 2.43 -> 2.36, 2.44"),
        (HEAD, f"{HEAD}crun\t1.28-1\tcrun\t1.28-1\n", "crun: none -> 1.28-1"),
        ("docker.io\t28.5.2-5\tdocker.io\t28.5.2-5\n", "", "docker.io: 28.5.2-5 -> none"),
    ],
)
def test_packages(old: str, new: str, change: str) -> None:
    """What Debian has changed is told by package; nothing is if nothing has."""
    assert packages.changes(LIST, LIST.replace(old, new)) == [change]
    assert packages.changes(LIST, LIST) == []


def test_build_says_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    """It prints that, and nothing for the packages that were kept."""
    kept = packages.KEPT.read_text()
    packages.compare(kept)
    assert not capsys.readouterr().out
    packages.compare(kept.replace("docker.io\t", "docker.io\t99."))
    assert re.search(r"^playground:   docker\.io: (\S+) -> 99\.\1$", capsys.readouterr().out, re.MULTILINE)
