"""Transcripts: strictly equal, up to a one-to-one renaming of what differs from run to run by nature."""

import itertools
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from host0.transcript import Renaming

SNIPPETS = Path(__file__).parent.parent / "snippets"
A, B, C, D = ("1a" * 32, "2b" * 32, "3c" * 32, "4d" * 32)
"""Ids of containers."""


def same(*outputs: tuple[str, str]) -> bool:
    """Return whether a track that printed these outputs (recorded, printed) is green."""
    renaming = Renaming()
    return all(renaming.match("", recorded, printed) for recorded, printed in outputs)


def ids(*names: str) -> str:
    """Return short ids, one a line."""
    return "".join(f"{name[:12]}\n" for name in names)


RENAMED = {
    "id": (f"{A}\n", f"{B}\n"),
    "short id": ("container 0123456789ab, here", "container ba9876543210, here"),
    "id in a name": ("br-1909974de4d0: <UP>", "br-2909974de4d0: <UP>"),
    "id in a path": (f"/containers/{A}/hosts", f"/containers/{B}/hosts"),
    "mac": ("ether 02:42:ac:11:00:02 brd", "ether 8e:1f:00:aa:bb:cc brd"),
    "link-local address": ("fe80::c0ff:fe00:20a/64", "fe80::42:acff:fe11:2/64"),
    "namespace": ("net:[4026532181] uts:[4026532178]", "net:[4026531840] uts:[4026531838]"),
    "a namespace's number, twice": ("net:[4026532181] uts:[1026532178]", "net:[1111111111] uts:[1111111111]"),
    "veth": ("master veth1a2b3c4@if5", "master vethffffff0@if5"),
    "interface index": ("2: eth0@if7: <UP>\n", "11: eth0@if12: <UP>\n"),
    "interface index, brief": ("2: eth0    inet 172.17.0.2/16", "14: eth0    inet 172.17.0.2/16"),
    "pid=": ('users:(("nginx",pid=1234,fd=6))', 'users:(("nginx",pid=7,fd=6))'),
    "nginx's pid": ("[emerg] 1#1: bind()", "[emerg] 29#30: bind()"),
    "worker": ("start worker process 29", "start worker process 131"),
    "pgrep": ("1554 /usr/sbin/docker-proxy -proto", "99 /usr/sbin/docker-proxy -proto"),
    "ps": ("  PID CMD\n    1 nginx\n   29 ps\n", "  PID CMD\n  100 nginx\n 1200 ps\n"),
    "padded index": ("eth0@if20        UP  \n", "eth0@if7         UP  \n"),
    "ps with users": ("USER   PID CMD\nroot     1 5 apples\n", "USER   PID CMD\nroot  4321 5 apples\n"),
    "nginx's version": ("Server: nginx/1.26.3\r\n", "Server: nginx/1.29.10\r\n"),
    "curl's version": ("curl/8.14.1", "curl/7.88.1"),
    "Debian's version": ("Docker version 26.1.5+dfsg1, build", "Docker version 20.10.24+dfsg2, build"),
    "API": ("http://localhost/v1.45/containers", "http://localhost/v1.41/containers"),
    "etag": ('ETag: "6a-1b"', 'ETag: "7b0-2c"'),
    "RFC 3339": ("at 2026-11-24T03:45:34.123456789Z.", "at 2027-01-01T00:00:00Z."),
    "RFC 3339 with offset": ("2026-11-24T03:45:34+01:00", "2027-01-01T00:00:00.5-0800"),
    "nginx's error log": ("2026/11/24 03:45:34 [emerg]", "2027/01/01 10:00:00 [emerg]"),
    "nginx's access log": ("[24/Nov/2026:03:45:34 +0000]", "[01/Jan/2027:13:45:00 +0200]"),
    "docker's CreatedAt": ("2026-11-24 03:45:34.5 +0000 UTC", "2027-01-01 00:00:00 +0000 UTC"),
    "HTTP": ("Date: Tue, 24 Nov 2026 03:45:34 GMT", "Date: Fri, 01 Jan 2027 00:00:00 GMT"),
    "ping": ("time=0.045 ms", "time=12.3 ms"),
    "docker ps": (
        "ID             CREATED                  STATUS                  NAMES\n"
        "0123456789ab   Less than a second ago   Up Less than a second   nginx\n",
        "ID             CREATED          STATUS          NAMES\n"
        "ba9876543210   12 seconds ago   Up 11 seconds   nginx\n",
    ),
}  # fmt: skip
"""Outputs that are the same: recorded, printed."""

DURATIONS = ["Less than a second", "1 second", "59 seconds", "About a minute", "2 minutes", "About an hour", "3 hours",
             "2 days", "2 weeks", "3 months", "2 years"]  # fmt: skip
"""What Docker prints as it gets later (`units.HumanDuration`)."""


@pytest.mark.parametrize("kind", RENAMED)
def test_renamed(kind: str) -> None:
    """What differs from run to run by nature may have another name, in either direction."""
    recorded, printed = RENAMED[kind]
    assert same((recorded, printed))
    assert same((printed, recorded))


@pytest.mark.parametrize("duration", DURATIONS)
def test_durations(duration: str) -> None:
    """Any duration that Docker prints stands for any other, each time."""
    for other in DURATIONS:
        assert same(
            (f"Up {duration}   80\nExited (0) {duration} ago   x\n", f"Up {other}  80\nExited (0) 5 days ago  x\n")
        )


DIFFERENT = {
    "a digit of the text": ("port 80\n", "port 81\n"),
    "case": ("UP", "Up"),
    "a blank": ("a  b", "a b"),
    "blanks": ("a  b", "a   b"),
    "a tab": ("a\tb", "a b"),
    "trailing blank": ("a \n", "a\n"),
    "no newline": ("a\n", "a"),
    "no newline after an id": (f"{A}\n", A),
    "a newline more": ("a\n", "a\n\n"),
    "something instead of nothing": ("", "\n"),
    "nothing instead of something": ("a\n", ""),
    "order": ("a\nb\n", "b\na\n"),
    "a line more": ("a\n", "a\na\n"),
    "another address": ("172.17.0.2", "172.17.0.3"),
    "a word of a-f": ("deadbeefcafe", "feedbeefcafe"),
    "an id in capitals": ("0123456789AB", "0123456789AC"),
    "thirteen digits": ("0123456789abc", "0123456789abd"),
    "eleven digits": ("0123456789a", "0123456789b"),
    "a long id for a short one": (f"{A}\n", ids(A)),
    "a MAC for an id": ("0123456789ab", "02:42:ac:11:00:02"),
    "a veth for an interface": ("veth1a2b3c4", "eth0"),
    "broadcast": ("ff:ff:ff:ff:ff:ff", "ff:ff:ff:ff:ff:fe"),
    "no MAC": ("00:00:00:00:00:00", "02:42:ac:11:00:02"),
    "another kind of namespace": ("net:[4026532181]", "uts:[4026532181]"),
    "a short namespace": ("net:[1]", "net:[2]"),
    "a program beside its pid": ("12 /usr/sbin/docker-proxy", "12 /usr/sbin/dockerd"),
    "an interface beside its index": ("2: eth0: <UP>", "2: eth1: <UP>"),
    "a global address": ("2001:db8::5/64", "2001:db8::6/64"),
    "a name beside a version": ("nginx/1.26.3", "apache/1.26.3"),
    "a version that is not one": ("python 3.11.7", "python 3.11.8"),
    "level after a time": ("2026-11-24 03:45:34 INFO x", "2026-11-24 03:45:34 WARN x"),
    "zone after a time": ("2026-11-24 03:45:34 +0000 UTC", "2026-11-24 03:45:34 +0000 CET"),
    "ago": ("Up 2 seconds ago", "Up 2 seconds"),
    "up or exited": ("Up 2 seconds", "Exited 2 seconds"),
    "a number beside a duration": ("3 of 5, 2 seconds", "4 of 5, 2 seconds"),
    "a number without a unit": ("5 apples", "6 apples"),
    "a number after a table": ("PID CMD\n1 ps\n\n80 open\n", "PID CMD\n1 ps\n\n81 open\n"),
    "a number below the word PID": ("the PID file\nno 5\n", "the PID file\nno 6\n"),
    "another column of ps": ("PID CMD\n1 sleep 5\n", "PID CMD\n1 sleep 6\n"),
    "a number behind a token of ps": ("PID CMD\n1 ip 02:42:ac:11:00:02 8 x\n", "PID CMD\n1 ip 02:42:ac:11:00:02 9 x\n"),
    "blanks of ps": ("PID CMD\n  1 ps\n", "PID CMD\n  1  ps\n"),
}  # fmt: skip
"""Outputs that are not the same: recorded, printed."""


@pytest.mark.parametrize("kind", DIFFERENT)
def test_different(kind: str) -> None:
    """Everything else must be equal, to the character, in either direction."""
    recorded, printed = DIFFERENT[kind]
    assert not same((recorded, printed))
    assert not same((printed, recorded))
    assert same((recorded, recorded), (printed, printed))


def test_empty() -> None:
    """Two empty outputs are the same, and say nothing about what follows."""
    assert same(("", ""), (ids(A), ids(B)))


def test_track() -> None:
    """A name is the same throughout the track: the id that `docker run` printed is the one in `docker ps`."""
    run = f"{A}\n", f"{B}\n"
    assert same(run, (ids(A), ids(B)), (f"/{A}/hosts", f"/{B}/hosts"))
    assert not same(run, (ids(A), ids(C)))
    assert not same(run, (ids(C), ids(B)))
    assert not same(run, (f"/{A}/hosts", f"/{C}/hosts"))


def test_swapped() -> None:
    """Two ids that change places in one of the outputs are a difference."""
    both = f"{A}\n{B}\n", f"{C}\n{D}\n"
    assert same(both, (ids(A, B, A), ids(C, D, C)))
    assert same(both, (ids(B, A), ids(D, C)))
    assert not same(both, (ids(A, B), ids(D, C)))


@pytest.mark.parametrize(
    ("two", "one"),
    [
        (ids(A, B), ids(A, A)),
        ("net:[4026532181] net:[4026532335]", "net:[4026532181] net:[4026532181]"),
        ("02:42:ac:11:00:02 02:42:ac:11:00:03", "02:42:ac:11:00:02 02:42:ac:11:00:02"),
        ("veth1111111 veth2222222", "veth1111111 veth1111111"),
        ("pid=1 pid=2", "pid=1 pid=1"),
        ("PID CMD\n1 a\n2 a\n", "PID CMD\n1 a\n1 a\n"),
        ("eth0@if2 eth0@if3", "eth0@if2 eth0@if2"),
        ("nginx/1.1 nginx/1.2", "nginx/1.1 nginx/1.1"),
    ],
)
def test_one_to_one(two: str, one: str) -> None:
    """Two things never have one name, nor one thing two: within an output, and between two."""
    assert not same((two, one))
    assert not same((one, two))
    assert same((two, two), (one, one))


@pytest.mark.parametrize(
    ("two", "one"),
    [
        ("2 seconds, 3 seconds", "5 seconds, 5 seconds"),
        ("2026/11/24 03:45:34 2026/11/24 03:45:35", "2026/11/24 03:45:34 " * 2),
    ],
)
def test_moments_have_no_identity(two: str, one: str) -> None:
    """Two times may be one in another run."""
    assert same((two.strip(), one.strip()), (one.strip(), two.strip()))


def test_scopes() -> None:
    """Recordings of different runs have names of their own."""
    renaming = Renaming()
    assert renaming.match(".out", ids(A), ids(B))
    assert renaming.match(".py.out", ids(A), ids(C))
    assert renaming.match(".py.out", ids(B), ids(B))
    assert not renaming.match(".out", ids(A), ids(C))
    assert not renaming.match(".out", ids(C), ids(B))


def test_failed_match_leaves_nothing() -> None:
    """An output that does not match gives no names to things."""
    renaming = Renaming()
    assert renaming.match("", ids(A), ids(B))
    assert not renaming.match("", ids(C, A), ids(D, C))
    assert not renaming.match("", ids(C) + "x", ids(D) + "y")
    assert renaming.match("", ids(C), ids(C))
    assert renaming.match("", ids(A), ids(B))


def difference(recorded: str, printed: str, *before: tuple[str, str]) -> list[str]:
    """Return the lines of the difference between two outputs, after a track's outputs before them."""
    renaming = Renaming()
    assert all(renaming.match("", old, new) for old, new in before)
    assert not renaming.match("", recorded, printed)
    return renaming.difference("", recorded, printed).split("\n")


def test_difference() -> None:
    """A difference shows what really differs; the rest stands around it, with this run's names."""
    recorded = f"NAME\n{A[:12]} bridge\n{B[:12]} host\n{C[:12]} none\n"
    printed = f"NAME\n{C[:12]} bridge\n{D[:12]} host\n{A[:12]} nothing\n{B[:12]} more\n"
    lines = difference(recorded, printed)
    assert lines == [
        " NAME",
        f" {C[:12]} bridge",
        f" {D[:12]} host",
        f"-{C[:12]} none",
        f"+{A[:12]} nothing",
        f"+{B[:12]} more",
    ]


def test_difference_of_names() -> None:
    """Where only a name differs from what the track knows, that line is shown, with both names."""
    lines = difference(ids(A) + "text\n" + ids(B), ids(C) + "text\n" + ids(D), (ids(B), ids(B)))
    assert lines == [f" {C[:12]}", " text", f"-{B[:12]}", f"+{D[:12]}"]


def test_difference_of_newlines() -> None:
    """A newline that is missing at the end can be seen."""
    marked = "b   (no newline at the end)"
    assert difference("a\nb\n", "a\nb") == [" a", "-b", f"+{marked}"]
    assert difference("a\nb", "a\nb\n") == [" a", f"-{marked}", "+b"]
    assert difference("b\n\n", "b\n") == [" b", "-"]
    assert difference("", "\n") == ["+"]
    assert difference("b", "") == [f"-{marked}"]
    assert difference(f"{A}\n", B) == [f"-{A}", f"+{B}   (no newline at the end)"]


def test_difference_of_tables() -> None:
    """Pids, durations and the width of their columns do not show up as differences."""
    old = "  PID CREATED                  NAME\n   12 Less than a second ago   a\n   13 2 seconds ago            b\n"
    new = "  PID CREATED         NAME\n  120 9 seconds ago   a\n  131 2 seconds ago   c\n"
    assert difference(old, new) == [
        "   PID CREATED         NAME",
        "   120 9 seconds ago   a",
        "-   13 2 seconds ago            b",
        "+  131 2 seconds ago   c",
    ]


# What the recordings have of it, found by forms of our own: what is under test has no say in where its tokens are.
FORMS = re.compile(
    r"(?P<id>\b[0-9a-f]{64}\b|\b[0-9a-f]{12}\b)|(?P<time>\b20\d\d/\d\d/\d\d \d\d:\d\d:\d\d)"
    r"|(?P<link>\bfe80::[0-9a-f:]+)|(?P<veth>\bveth[0-9a-f]{7}\b)|(?P<ns>(?<=[a-z]:\[)\d{10}(?=\]))"
    r"|(?P<index>(?<=@if)\d+ *)|(?P<pid>\b\d+#\d+|^ *\d+(?= root ))|(?P<bare>^\d+(?= /usr/sbin/docker-proxy))",
    re.MULTILINE,
)


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
        names = {place for found in FORMS.finditer(output) for place in range(found.start(), found.end())}
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
