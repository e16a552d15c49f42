"""What prose says to the letter is bound to what steps have shown, and told with page, line, and the nearest steps."""

from pathlib import Path

import pytest
import yaml

from host0.check.declared import FILE
from host0.content.project import Project
from host0.run.record import obstacles
from tests.helpers.project import Mini, mini
from tests.helpers.told import faults

EN = "docs/en/index.md"
LIST = str(FILE)

PAGE = """\
# Title

{text[top]}

## One { #one }

{text[one]}

{{ step("host/one") }}

{text[more]}

### Within { #within }

{text[within]}

{{ step("host/two") }}

## Next { #next }

{text[next]}

{{ step("host/three") }}

## In short { #short }

{text[short]}
"""
LINES = {"top": 3, "one": 7, "more": 11, "within": 15, "next": 21, "short": 27}


@pytest.fixture
def project(tmp_path: Path) -> Mini:
    """Return a miniature project with sections in sections, outputs of other engines, and a summary."""
    project = mini(tmp_path)
    project.write("snippets/host/one.sh", "# step: exit=7\ndocker run --name web -p 8080:80 \\\n    -d nginx\n")
    project.write(
        "snippets/host/one.out", "4b1f0c8d9e2a\nbound to 172.17.0.2 at 2026-01-02T12:30:45Z\nAddress already in use\n"
    )
    project.write("snippets/host/two.sh", "# step: on=client0\ncurl --max-time=2 http://{host0.ip}/a.html\n")
    project.write("snippets/host/two.out", "<title>\n")
    project.write("snippets/host/three.sh", "readlink /proc/$$/ns/net\n")
    project.write("snippets/host/three.out", "net:[4026531840] up on 443\n")
    project.write("snippets/host/three.20.10.out", "net:[4026531840] down\n")
    say(project)
    return project


def say(project: Mini, place: str = "", text: str = "Text.", language: str = "") -> None:
    """Write the page, with a text at a place, in one language or both."""
    for own in ("zh", "en"):
        page = PAGE
        for name in LINES:
            said = text if name == place and language in ("", own) else "Text."
            page = page.replace(f"{{text[{name}]}}", said)
        project.write(f"docs/{own}/index.md", page)


PROVEN = {
    "code of its step": ("one", "The command has `-p 8080:80` in it."),
    "a part of a command": ("one", "`docker run -d` starts it."),
    "words of a command in order": ("more", "`docker run … nginx`."),
    "an option and its value": ("within", "`--max-time 2` lets it give up."),
    "an option's beginning": ("within", "`--max-time=` has a value."),
    "output": ("more", "It says `Address already in use`."),
    "output in quotes": ("more", 'It says "Address already in use".'),
    "output in Chinese quotes": ("more", "它说“Address already in use”。"),
    "output over two lines": ("more", "It says `Address already\nin use`."),
    "quotes of prose": ("top", "A so-called 'network', or \"network\"."),
    "a number": ("more", "It listens on port 8080, and on 80."),
    "a number in Chinese": ("more", "监听8080端口。"),
    "an address": ("more", "At 172.17.0.2."),
    "an exit status": ("more", "It ends with status 7."),
    "an option in plain text": ("more", "Leave out -p or -d."),
    "an id as the page shows it": ("more", "The id is `4b1f0c8d9e2a`."),
    "a step above": ("within", "As `docker run` has shown."),
    "a placeholder": ("within", "At `{{ host0.ip }}`, which is {{ host0.ip }}."),
    "a name of the reader's own": ("next", "`/proc/PID/ns/net` is a link, and `PID` is yours."),
    "the kind of an address": ("more", "It is an IPv4 address."),
    "the machine of a step": ("within", "client0 asks host0."),
    "a heading's steps from the top": ("top", "Port 443 and `Address already in use`."),
    "a summary": ("short", "Port 443 and `Address already in use`."),
    "another section, linked": ("next", "See [before](#one): `-p 8080:80` and 172.17.0.2."),
    "another page's section, linked": ("next", "Port 3306, see [there](other.md#far)."),
    "a step, linked": ("next", "It was [`-p 8080:80`](#step-host-one)."),
    "a cell by its own link": ("next", "| a | b |\n|---|---|\n| [`-p`](#one) | [`443`](#next) |"),
    "a cell by its row's link": ("next", "| a | b |\n|---|---|\n| `-p` | [one](#one) |"),
    "a table's head by its links": ("next", "| `-p` | b |\n|---|---|\n| a | [one](#one) |"),
    "an engine": ("next", "On 28.5 it is `up`, on 20.10 `down`."),
    "an engine's own clause": ("next", "On 20.10 it is `down`; elsewhere it is `up`."),
    "a source's number in its address": ("next", "See [moby#4711](https://github.com/moby/moby/pull/4711)."),
    "a manual page": ("next", "See [ip(7)](https://man7.org/ip.7.html)."),
    "a date": ("next", "In 2017, on 2017-03-28."),
    "a list's numbers": ("next", "1. one\n2. two"),
    "a shown file": ("next", "```yaml\nports: [9999]\n```"),
    "numbers in words": ("next", "Nineteen of them, 三个。"),
}


@pytest.mark.parametrize("kind", PROVEN)
def test_proven(project: Mini, kind: str) -> None:
    """A sentence about what its step shows needs no mark."""
    far(project)
    say(project, *PROVEN[kind])
    assert faults(project.root) == []


def far(project: Mini) -> None:
    """Add another page with a step."""
    project.write("snippets/host/far.sh", "nc -l 3306\n")
    project.write("snippets/host/far.out", "\n")
    for language in ("zh", "en"):
        project.write(f"docs/{language}/other.md", '# Other\n\n## Far { #far }\n\n{{ step("host/far") }}\n')


FOREIGN = {
    "code": ("one", "It is `podman`.", "podman"),
    "a number": ("more", "Port 8443.", "8443"),
    "a part of a number": ("more", "Port 808.", "808"),
    "a part of a word": ("more", "`ngin`", "ngin"),
    "a part of an address": ("more", "172.17.0", "172.17.0"),
    "words in another order": ("one", "`-p docker`", "-p docker"),
    "another value": ("one", "`-p 8081:80`", "-p 8081:80"),
    "half of a time": ("more", "30 of them.", "30"),
    "an address": ("more", "At 172.17.0.3.", "172.17.0.3"),
    "an exit status": ("more", "Status 6.", "6"),
    "an option": ("more", "With --rm.", "--rm"),
    "a quote": ("more", 'It says "Address not available".', "Address not available"),
    "a heading": ("more", "#### With 9090 { #more }", "9090"),
    "a list item": ("more", "- `podman`", "podman"),
    "a cell": ("more", "| a |\n|---|\n| `podman` |", "podman"),
    "a note": ("more", "!!! note\n\n    It is `podman`.", "podman"),
    "a tab's label": ("more", '=== "Port 9090"\n\n    Text.', "9090"),
    "a quoted block": ("more", "> `podman`", "podman"),
    "a placeholder": ("one", "At {{ web.ip }}.", "192.0.2.30"),
    "another kind of address": ("more", "It is an IPv6 address.", "IPv6"),
    "another machine": ("next", "client0 asks.", "client0"),
    "an engine's output": ("next", "On 20.10 it is `up`.", "up"),
    "a step of the next section": ("one", "Port 443.", "443"),
    "a step of the section before": ("next", "It was `-p 8080:80`.", "-p 8080:80"),
    "a step of a page, linked as a whole": ("next", "Port 3306, see [there](other.md).", "3306"),
    "a link's text that leads elsewhere": ("one", "See [`-p`](#next).", "-p"),
    "a cell whose link leads elsewhere": ("next", "| a |\n|---|\n| [443](#one) |", "443"),
    "a row whose link leads elsewhere": ("next", "| a | b |\n|---|---|\n| 443 | [x](#one) |", "443"),
    "a source's address, too short": ("next", "See [v 47](https://github.com/47).", "47"),
    "a summary": ("short", "It is `podman`.", "podman"),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_foreign(project: Mini, kind: str) -> None:
    """What no step there shows is told, with its line, in each language."""
    place, text, word = FOREIGN[kind]
    far(project)
    say(project, place, text)
    line = LINES[place] + next(n for n, t in enumerate(text.split("\n")) if word in t or "web.ip" in t)
    found = faults(project.root)
    assert [fault.split(": ")[0] for fault in found] == [f"docs/{own}/index.md:{line}" for own in ("zh", "en")], found
    assert f"no step of this section shows {word!r}" in found[0]


def test_nearest(project: Mini) -> None:
    """Where something stands that does not stand here, the message says so, the same page first."""
    far(project)
    say(project, "next", "Ports 8080 and 3306.", "en")
    one, two = faults(project.root)
    assert "it stands in host/one (#one): link there" in one
    assert "it stands in host/far (other.md#far): link there" in two
    say(project, "next", "`podman`", "en")
    assert faults(project.root)[0].endswith(f"correct it, or declare it in {LIST}, with its source, for index.md#next")


def test_no_obstacle_to_recording(project: Mini) -> None:
    """Who has written what a changed step will print may record it; what is recorded is held against it afterwards."""
    project.write("snippets/host/three.sh", "readlink /proc/$$/ns/mnt\n")
    say(project, "next", "It prints `mnt:[4026531841]`.")
    assert "no step of this section shows 'mnt:[4026531841]'" in faults(project.root)[0]
    assert not obstacles(Project(project.root))
    say(project, "next", "[A link](#nowhere)")
    assert obstacles(Project(project.root))


def declare(project: Mini, *groups: object) -> None:
    """Write the list."""
    project.write(LIST, yaml.safe_dump(list(groups), sort_keys=False))


SOURCE = "https://example.org/podman"


def test_declared(project: Mini) -> None:
    """A declared word may stand where its entry says; elsewhere the message names the entry."""
    say(project, "next", "`podman`")
    for places in ("everywhere", "index.md", "index.md#next", ["other.md", "index.md#next"]):
        declare(project, {"from": SOURCE, "words": {"podman": places}})
        wrong = faults(project.root)
        assert wrong == (
            [f"{LIST}:3: 'podman' is not needed in other.md: remove that"] if isinstance(places, list) else []
        )
    declare(project, {"from": SOURCE, "words": {"podman": "index.md#one"}})
    assert f"add index.md#next to {LIST}:3, which declares it for other places" in faults(project.root)[0]
    say(project, "top", "`podman`")
    declare(project, {"from": SOURCE, "words": {"podman": "index.md#top"}})
    assert faults(project.root) == []


def test_said(project: Mini) -> None:
    """What a source says may stand where it is linked, in the paragraph or the row, and nowhere else."""
    declare(project, {"from": SOURCE, "said": ["9.9.9", "Out of pods"]})
    for text in (
        'Since [x]({}), 9.9.9 says "Out of pods".',
        '[x]({}#y) has it. Since 9.9.9, it says "Out of pods".',
        "| 9.9.9 `Out of pods` | [x]({}) |\n|---|---|\n| a | b |",
    ):
        say(project, "next", text.format(SOURCE))
        assert faults(project.root) == [], text
    say(project, "next", f'[x]({SOURCE})\n\nSince 9.9.9: "Out of pods".')
    wrong = faults(project.root)
    assert [fault.split(": ")[0] for fault in wrong][:2] == [f"docs/zh/index.md:{LINES['next'] + 2}"] * 2
    assert f"declare it in {LIST}, with its source, for index.md#next" in wrong[0]  # no place can be added to its entry


def test_file_of_the_project(project: Mini) -> None:
    """A file of the project that is named as a source has to have the word."""
    say(project, "next", "`make all`")
    declare(project, {"from": "Makefile", "words": {"make all": "everywhere"}})
    assert faults(project.root) == [f"{LIST}:3: no address, and no file of the project: Makefile"]
    project.write("Makefile", "all:\n")
    assert faults(project.root) == [f"{LIST}:3: 'make all' does not stand in Makefile: name the file that has it"]
    project.write("Makefile", "all: # make this\n")
    assert faults(project.root) == []
    say(project, "next", "`Makefile`")
    declare(project, {"from": "Makefile", "words": {"Makefile": "everywhere"}})
    assert faults(project.root) == []


UNUSED: dict[str, tuple[dict[str, object], int, str]] = {
    "everywhere": ({"words": {"podman": "everywhere"}}, 3, "no page needs 'podman': remove it"),
    "said": ({"said": ["podman"]}, 3, "no page needs 'podman' beside a link to its source: remove it"),
    "proven anyway": ({"words": {"podman": "everywhere", "nginx": "index.md#one"}}, 3, "no page needs 'podman'"),
}


@pytest.mark.parametrize("kind", UNUSED)
def test_unused(project: Mini, kind: str) -> None:
    """An entry that no page needs is told."""
    group, line, what = UNUSED[kind]
    declare(project, {"from": SOURCE, **group})
    assert faults(project.root)[0].startswith(f"{LIST}:{line}: {what}")


def test_unused_beside_a_new_step(project: Mini) -> None:
    """A word in a section whose step was never recorded may be needed: only the step is told, which can be recorded."""
    say(project, "one", "`podman`")
    declare(project, {"from": SOURCE, "words": {"podman": "index.md#one"}})
    assert faults(project.root) == []
    (project.root / "snippets/host/one.out").unlink()
    assert [fault for fault in faults(project.root) if "podman" in fault] == []


BAD = {
    "not YAML": ("- from: [\n", 2, "not YAML"),
    "no list": ("from: x\n", 1, "not a list of entries"),
    "no source": ("- words: {a: everywhere}\n", 1, "an entry without its source"),
    "no words": ("- from: https://a.org\n", 1, "write words:"),
    "a list of words": ("- from: https://a.org\n  words: [a]\n", 1, "write words:"),
    "an unknown key": ("- from: https://a.org\n  word: {a: b}\n", 1, "unknown key 'word'"),
    "a number": ("- from: https://a.org\n  words: {80: everywhere}\n", 1, "YAML takes 80 for something else"),
    "no place": ("- from: https://a.org\n  words: {a: all}\n", 1, "a: all is no place"),
    "said by a file": ("- from: Makefile\n  said: [a]\n", 1, "said: is for what a source on the web says"),
    "twice": ("- from: https://a.org\n  words: {nginx: everywhere}\n- from: https://b.org\n  words:\n    nginx: x.md\n",
              5, "'nginx' is declared twice"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_bad_list(project: Mini, kind: str) -> None:
    """A list that is not in order is told with its line and what to do."""
    text, line, what = BAD[kind]
    project.write(LIST, text)
    found = faults(project.root)[0]
    assert found.startswith(f"{LIST}:{line}: "), found
    assert what in found


@pytest.mark.parametrize("kind", ["not YAML", "no list", "no source"])
def test_list_not_read(project: Mini, kind: str) -> None:
    """Of a list that cannot be read nothing else is told: none of the words that it would have declared."""
    say(project, "one", "`podman`")
    project.write(LIST, BAD[kind][0])
    assert len(faults(project.root)) == 1


def test_after_other_faults(project: Mini) -> None:
    """A page that has another fault is passed over, and so is what the list has for nothing, until that is mended."""
    say(project, "next", "`podman`\n\n```bash\nls\n```", "en")
    declare(project, {"from": SOURCE, "words": {"docker pull": "everywhere"}})
    assert [fault.split(": ")[0] for fault in faults(project.root)] == [f"{EN}:{LINES['next'] + 2}"]


def test_after_faults_of_another_folder(project: Mini) -> None:
    """A page in a folder that has a fault hides nothing of one that has the same name elsewhere."""
    say(project, "next", "`podman`", "en")
    for language in ("zh", "en"):
        project.write(f"docs/{language}/more/index.md", "# More\n\n```bash\nls\n```\n")
    assert [fault.split(": ")[0] for fault in faults(project.root)] == [
        "docs/zh/more/index.md:3",
        "docs/en/more/index.md:3",
        f"{EN}:{LINES['next']}",
    ]
