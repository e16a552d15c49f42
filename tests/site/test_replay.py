"""The replay shows what the page shows, when it was printed, and costs nothing until a reader asks for it."""

import json
import re
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from host0.check.times import Times
from host0.content import placeholder
from host0.content.code import CODE
from host0.content.page import PLACES
from host0.content.project import Project
from host0.content.step import Step
from host0.problem import Problem
from host0.site.replay import COLUMNS, cast
from tests.conftest import ROOT, Copy


def played(recording: str) -> tuple[dict[str, int], list[tuple[float, str, str]]]:
    """Return a cast's header and its events."""
    header, *events = (json.loads(line) for line in recording.splitlines())
    return header, [(when, kind, text) for when, kind, text in events]


def unprompted(text: str) -> str:
    """Return a text without the prompts of lines that go on; an output's own lines may begin like that, too."""
    return re.sub(r"^(?:\.\.\. |> )", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("track", CODE)
def test_says_what_the_page_says(track: str) -> None:
    """Every track's cast types every command and prints every recorded output, in order, at rising times."""
    for pair in Project(ROOT).pages.values():
        steps = [Step(ROOT, name) for _, name in pair["en"].calls]
        header, events = played(cast(steps, track, Times(Project(ROOT))))
        assert header["version"] == 2
        assert COLUMNS[0] <= header["width"] <= COLUMNS[1]
        moments = [when for when, _, _ in events]
        assert moments == sorted(moments)
        assert [text for _, kind, text in events if kind == "m"] == [str(n) for n in range(1, len(steps) + 1)]
        shown = "".join(text for _, kind, text in events if kind == "o").replace("\r\n", "\n")
        shown = re.sub(r"\x1b\[\d*m", "", shown)
        shown = unprompted(shown)
        for step in steps:
            snippet = step.snippet(track)
            output = "" if snippet.hidden else placeholder.fill(snippet.output(), placeholder.PAGE)
            said = unprompted(f"{placeholder.fill(snippet.code, placeholder.PAGE)}\n{output}")
            place = shown.find(said)
            assert place >= 0, f"{snippet.key}: {said}"
            shown = shown[place + len(said) :]


def test_lines_come_when_they_came() -> None:
    """A line is printed as long after its command as in the run that was recorded."""
    steps = [Step(ROOT, "host/modes")]
    _, events = played(cast(steps, "bash", Times(Project(ROOT))))
    typed = next(when for when, _, text in events if text.endswith("\x1b[0m\r\n"))
    printed = [round(when - typed, 2) for when, _, text in events if text.startswith(("bridge:", "none:", "host:"))]
    assert printed == json.loads((ROOT / "snippets/replay.json").read_text())["host/modes.sh"]
    assert printed == sorted(printed)
    assert 0 < printed[0] < printed[-1]


def test_times_are_kept(tmp_path: Path) -> None:
    """Times are kept for outputs that stay, replaced for outputs recorded anew, and forgotten with their snippet."""
    (tmp_path / "snippets").mkdir()
    times = Times(Project(tmp_path))
    times.keep({"a/one.sh": [0.1], "a/two.sh": [0.2]}, anew=False)
    times.keep({"a/one.sh": [0.5], "a/two.sh": [0.6, 0.7]}, anew=False)
    times.save({"a/one.sh", "a/two.sh"})
    file = tmp_path / "snippets" / "replay.json"
    assert json.loads(file.read_text()) == {"a/one.sh": [0.1], "a/two.sh": [0.6, 0.7]}
    again = Times(Project(tmp_path))
    again.keep({"a/one.sh": [0.5]}, anew=True)
    again.save({"a/one.sh"})
    assert json.loads(file.read_text()) == {"a/one.sh": [0.5]}


@pytest.mark.parametrize(
    ("text", "what"),
    [("{", "1: not JSON"), ("[]", "1: not a JSON object"), ('{\n "a/one.sh": 1\n}', "2: not an entry of this file")],
)
def test_refuses_another_file(text: str, what: str, tmp_path: Path) -> None:
    """What no run writes is told with its line, and what to do."""
    (tmp_path / "snippets").mkdir()
    (tmp_path / "snippets" / "replay.json").write_text(text)
    with pytest.raises(Problem, match=rf"^snippets/replay\.json:{what}.*: restore it from git$"):
        Times(Project(tmp_path))


def test_build_refuses_an_output_without_times(project: Copy) -> None:
    """An output whose times were never recorded cannot be replayed: the build says what to do."""
    project.edit("snippets/replay.json", '"host/modes.sh"', '"host/gone.sh"')
    times = project.root / "snippets/verified.json"
    times.write_text(re.sub(r'("modes\.out": "\w+"), "replay\.json": "\w+"', r"\1", times.read_text()))
    run = project.run(sys.executable, "-m", "host0", "build")
    assert run.returncode == 1
    assert "snippets/host/modes.sh:1: when its output was printed was never recorded: make record" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("language", PLACES)
@pytest.mark.parametrize("disk", [False, True])
def test_plays(tab: Page, site: Path, address: str, language: str, disk: bool) -> None:
    """A click plays a track, another one ends it; before the click nothing of it is loaded. It works from disk, too."""
    asked: list[str] = []
    complaints: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    tab.on("request", note)
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    base = f"{site.as_uri()}/" if disk else address
    tab.goto(f"{base}{PLACES[language]}index.html")
    tab.wait_for_timeout(500)
    assert not [url for url in asked if re.search("asciinema|replay|casts", url)]
    bash, python = tab.locator(".host0-replay button").all()
    bash.click()
    expect(bash).to_have_attribute("aria-expanded", "true")
    screen = tab.frame_locator(".host0-screen iframe").locator("body")
    expect(screen).to_contain_text("docker network ls", timeout=30_000)
    python.focus()
    tab.keyboard.press("Enter")
    expect(screen).to_contain_text("docker.from_env()", timeout=30_000)
    expect(bash).to_have_attribute("aria-expanded", "false")
    assert tab.locator("iframe[title]").count() == 1
    python.click()
    assert not tab.locator(".host0-screen").count()
    assert not complaints
