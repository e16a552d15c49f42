"""Transcripts: strictly equal, up to a one-to-one renaming of what differs from run to run by nature."""

import itertools
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from host0.check.transcript import Renaming, by_accident, outline
from tests.helpers import vectors

SNIPPETS = Path(__file__).parents[2] / "snippets"


def same(*outputs: tuple[str, str]) -> bool:
    """Return whether a track that printed these outputs (recorded, printed) is green."""
    renaming = Renaming()
    return all(renaming.match("", recorded, printed) for recorded, printed in outputs)


DURATIONS = ["Less than a second", "1 second", "59 seconds", "About a minute", "2 minutes", "About an hour", "3 hours",
             "2 days", "2 weeks", "3 months", "2 years"]  # fmt: skip
"""What Docker prints as it gets later (`units.HumanDuration`)."""


@pytest.mark.parametrize("track", vectors.tracks(), ids=lambda track: track.says)
def test_vectors(track: vectors.Track) -> None:
    """Each output is the recorded one or not, and differs in the lines that are told (`tests/helpers/vectors.py`)."""
    renaming = Renaming()
    for scope, recorded, printed, equal in track.outputs:
        assert renaming.match(scope, recorded, printed) == equal, f"{recorded}\n{printed}"
    if track.difference is not None:
        assert renaming.difference(*track.outputs[-1][:3]).split("\n") == track.difference


@pytest.mark.parametrize("duration", DURATIONS)
def test_durations(duration: str) -> None:
    """Any duration that Docker prints stands for any other, each time."""
    for other in DURATIONS:
        assert same(
            (f"Up {duration}   80\nExited (0) {duration} ago   x\n", f"Up {other}  80\nExited (0) 5 days ago  x\n")
        )


# What the recordings have of it, found by forms of our own: what is under test has no say in where its tokens are.
FORMS = re.compile(
    r"(?P<id>\b[0-9a-f]{64}\b|\b[0-9a-f]{12}\b)|(?P<time>\b20\d\d/\d\d/\d\d \d\d:\d\d:\d\d|(?<=time=)\d+\.\d+(?= ms))"
    r"|(?P<link>\bfe80::[0-9a-f:]+)|(?P<veth>\bveth[0-9a-f]{7}\b)|(?P<ns>(?<=[a-z]:\[)\d{10}(?=\]))"
    r"|(?P<index>(?<=@if)\d+ *)|(?P<pid>\b\d+#\d+|^ *\d+(?= (?:root|ps|sleep) ))"
    r"|(?P<bare>^\d+(?= (?:/usr/sbin/docker-proxy|dockerd)\b)|(?<=pid=)\d+)|(?P<version>\b\d+\.\d+\.\d+\+dfsg[^ \n]*)",
    re.MULTILINE,
)
MAC = re.compile(r"\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b")


def recordings() -> Iterator[list[str]]:
    """Return each page's recorded outputs: those of the bash track, the Python one, and what is an engine's own."""
    for form in (r"[^.]+\.out", r"[^.]+\.py\.out", r"[^.]+(\.py)?\.\d+\.\d+\.out"):
        files = sorted(file for file in SNIPPETS.glob("*/*.out") if re.fullmatch(form, file.name))
        assert files, form
        for _, page in itertools.groupby(files, key=lambda file: file.parent):
            yield [file.read_text(encoding="utf-8") for file in page]


def renamer(chance: random.Random) -> Callable[[re.Match[str]], str]:
    """Return what gives each thing a new name of its kind: a thing always the same, two things never the same."""
    names: dict[tuple[str, str], str] = {}

    def fresh(kind: str, old: str) -> str:
        hexadecimal = "".join(chance.choices("0123456789abcdef", k=63))
        number = str(chance.randrange(1, 90000))
        return {
            "id": "1" + hexadecimal,
            "veth": "veth" + hexadecimal[:7],
            "link": "fe80::" + ":".join(hexadecimal[n : n + 3] for n in (0, 3, 6)),
            "ns": f"40{chance.randrange(10**8):08}",
            "version": f"{number}.{number}.1+dfsg1",
            "pid": f"{number}#{number}" if "#" in old else number,
        }.get(kind, number)

    def rename(found: re.Match[str]) -> str:
        kind, old = str(found.lastgroup), found[0].strip()
        if kind == "time":
            return re.sub(r"\d", lambda _: str(chance.randrange(10)), old)
        key = kind, old[:12]
        while key not in names:
            new = fresh(kind, old)
            if new[:12] not in [name[:12] for (other, _), name in names.items() if other == kind]:
                names[key] = new
        new = names[key][: len(old)] if kind == "id" else names[key]
        # columns keep their width: of pids to the left, of an interface's name to the right
        return new.rjust(len(found[0])) if kind == "pid" else new.ljust(len(found[0])) if kind == "index" else new

    return rename


@pytest.mark.parametrize("seed", range(20))
def test_recordings_renamed(seed: int) -> None:
    """Every recorded track equals itself with all names changed, one to one."""
    chance = random.Random(seed)  # noqa: S311 (a test that can be repeated)
    for outputs in recordings():
        renaming, rename = Renaming(), renamer(chance)
        for output in outputs:
            printed = FORMS.sub(rename, output)
            assert renaming.match("", output, printed), f"{output}\n{printed}"


@pytest.mark.parametrize("seed", range(20))
def test_recordings_mutated(seed: int) -> None:
    """A single character that is changed outside names is found, in every output."""
    chance = random.Random(seed)  # noqa: S311
    for output in (output for outputs in recordings() for output in outputs if output):
        named = [found for form in (FORMS, MAC) for found in form.finditer(output)]
        names = {place for found in named for place in range(found.start(), found.end())}
        place = chance.choice([place for place in range(len(output)) if place not in names])
        other = chance.choice([c for c in "abz019 .:-/_ \n\tÄ中" if c != output[place]])
        mutated = output[:place] + other + output[place + 1 :]
        assert not same((output, mutated)), f"{output}\n{mutated}"
        assert not same((mutated, output)), f"{mutated}\n{output}"


@pytest.mark.parametrize("seed", range(20))
def test_recordings_confused(seed: int) -> None:
    """A name that is another thing's in just one of its places is found, wherever that is."""
    chance = random.Random(seed)  # noqa: S311
    confusable = 0
    for outputs in recordings():
        track = "".join(outputs)
        named = [found for found in FORMS.finditer(track) if found.lastgroup in ("id", "ns")]
        # of namespaces, each kind has names of its own: the kernel gives a number again to one of any kind
        kind = {found: track[found.start() - 5 : found.start()] if found.lastgroup == "ns" else "" for found in named}
        often = Counter((kind[found], found[0][:12]) for found in named)
        recurring = [found for found in named if often[kind[found], found[0][:12]] > 1]
        if not recurring:
            continue
        confusable += 1
        found = chance.choice(recurring)
        other = "0" if found[0][7] != "0" else "1"
        confused = track[: found.start() + 7] + other + track[found.start() + 8 :]
        assert not same((track, confused)), confused
    assert confusable >= 2


WRK = """\
  1 threads and 8 connections
    Latency   427.97us    1.65ms  21.25ms   97.04%
  46457 requests in 1.10s, 37.79MB read
Requests/sec:  42219.55
"""
STRAY = "ERRO[0000] error waiting for container: context canceled \n"
IPERF = "[  5]   0.00-1.00   sec  1.60 GBytes  13.7 Gbits/sec  1477   1.64 MBytes\n"


def test_outline_is_free_of_figures() -> None:
    """Of an output that is all figures, the outline has words and lines, whatever the figures and their units are."""
    other = (
        WRK.replace("427.97us", "  1.2ms").replace("37.79MB", "937KB").replace("42219.55", "9").replace("46457", "1")
    )
    assert outline(other) == outline(WRK)
    other = (
        IPERF.replace("1.60 G", "913 M").replace("13.7 G", "7 M").replace("[  5]", "[ 12]").replace("1.64 M", "9.1 K")
    )
    assert outline(other) == outline(IPERF)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Latency", "latency"),
        ("requests in", "requests within"),
        ("read\n", "read\n\n"),
        ("  46457 requests in 1.10s, 37.79MB read\n", ""),
        ("427.97us", "nan"),
        ("427.97us", "427.97us 1"),
        ("97.04%", ""),
        ("42219.55\n", "42219.55"),
    ],
)
def test_outline_differs(old: str, new: str) -> None:
    """Another word, a line or a figure more or less, and a figure that is none differ."""
    assert old in WRK
    assert outline(WRK.replace(old, new)) != outline(WRK)


def test_outline_of_units() -> None:
    """Bytes are no bits."""
    assert outline("1 GBytes") != outline("1 Gbits/sec")


@pytest.mark.parametrize(
    ("printed", "accident"),
    [
        ("id 0123456789ac\nhost: nameserver\n", True),
        ("", True),
        ("nameserver 192.0.2.1\n", True),
        ("id 0123456789ac\nhost: nameserver 192.0.2.1\n", False),
        ("id 0123456789ac\nhost: nameserver 192.0.2.2\n", False),
        ("id 0123456789ac\nhost: names\n", False),
        ("nameserver host:\n", False),
        ("id 0123456789ac\nhost: nameserver 192.0.2.1 192.0.2.1\n", False),
        (f"id 0123456789ac\n{STRAY}host: nameserver 192.0.2.1\n", True),
        (f"{STRAY}id 0123456789ac\n", True),
        (f"id 0123456789ac\nhost: nameserver 192.0.2.2\n{STRAY}", False),
        (f"id 0123456789ac\nhost: nameserver 192.0.2.1 192.0.2.1\n{STRAY}", False),
        (f"id 0123456789ac\nhost: nameserver 192.0.2.1\n{STRAY.replace('canceled', 'lost')}", False),
    ],
)
def test_by_accident(printed: str, accident: bool) -> None:
    """Words that are lost, and the stray line, are told from words that are others, more, or moved; ids may differ."""
    assert by_accident("id 0123456789ab\nhost: nameserver 192.0.2.1\n", printed) == accident
