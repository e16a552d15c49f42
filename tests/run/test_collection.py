"""Every step of every page is collected, once for each track, and can be chosen as pytest's users do."""

from collections import Counter

import pytest

from host0.content.generation import DEFAULT, GENERATIONS
from host0.content.page import Page
from host0.content.project import Project
from host0.content.rendered import rendered_calls
from tests.conftest import ROOT, Copy, as_recorded

TRACKS = 2
LANGUAGES = 2


def tracks(page: Page) -> int:
    """Return how many tracks a page has: one, if no step of it has a Python snippet beside its Bash one."""
    steps = rendered_calls(page.text)
    return TRACKS if any((ROOT / "snippets" / f"{step}.py").exists() for step in steps) else 1


@pytest.mark.parametrize("engines", [[DEFAULT.name], list(GENERATIONS)])
def test_count(engines: list[str]) -> None:
    """Sybil collects each call that Jinja makes: a count by another parser, times tracks, times engines."""
    run = Copy(ROOT).pytest("docs", "--collect-only", "-q", "--engines", ",".join(engines))
    collected = Counter(line.partition("::")[0] for line in run.stdout.splitlines() if "::" in line)
    expected = {
        str(page.path): len(rendered_calls(page.text)) * tracks(page) * len(engines)
        for pair in Project(ROOT).pages.values()
        for page in pair.values()
    }
    assert collected == {path: count for path, count in expected.items() if count}
    assert len(expected) >= 4
    assert max(expected.values()) >= 20 * TRACKS


def test_count_is_independent(project: Copy) -> None:
    """A call that Sybil's parser passes over is not missed in silence."""
    project.edit("host0/content/page.py", r"re.compile(r'^\{\{ *", r"re.compile(r'^\{\{ *(?!step\(.host/run.\))")
    run = project.pytest("docs", "--collect-only", "-q")
    assert run.returncode == 4
    assert "a step call must stand alone" in run.stderr


def test_names_say_page_and_line(small: Copy) -> None:
    """An item's name holds page, track, engine, line and step."""
    run = small.pytest("docs/en", "--collect-only", "-q")
    line = small.line("docs/en/index.md", "host/run")
    assert f"docs/en/index.md::python-26.1:line:{line}:host/run" in run.stdout


def test_one_step_alone(faked: Copy) -> None:
    """`-k` runs one step, and the steps it needs before it, which are not reported."""
    run = faked.pytest("docs/en/index.md", "-k", "bash and curl")
    assert "1 passed, 7 deselected" in run.stdout


def test_one_step_whose_predecessor_fails(faked: Copy) -> None:
    """A chosen step that can't be reached says which step failed before it."""
    faked.edit("snippets/host/run.sh", "nginx", "nosuch")
    run = faked.pytest("docs/en/index.md", "-k", "bash and curl")
    assert "step host/run, which comes before it, failed" in run.stdout
    assert run.returncode == 1


def test_steps_after_a_failed_one(faked: Copy) -> None:
    """Steps after a failed one are reported as not run, with the reason; `-x` stops at the first failure."""
    faked.edit("snippets/host/run.sh", "nginx", "nosuch")
    run = faked.pytest("docs/en/index.md", "-k", "bash")
    assert "1 failed, 1 passed, 2 skipped" in run.stdout
    assert "not run: step host/run failed before it" in run.stdout
    stopped = faked.pytest("docs", "-x")
    assert "1 failed, 1 passed in" in stopped.stdout


def test_last_failed(faked: Copy) -> None:
    """`--lf` runs again what failed, and it can pass."""
    failing = (faked.root / "snippets/host/curl-client0.sh").read_text()
    faked.edit("snippets/host/curl-client0.sh", "title", "no-such-word")
    command = ["docs/en", "-k", "bash"]
    assert faked.pytest(*command).returncode == 1
    (faked.root / "snippets/host/curl-client0.sh").write_text(failing)
    again = faked.pytest(*command, "--lf")
    assert "rerun previous 1 failure" in again.stdout
    assert "= 1 passed in" in again.stdout


@pytest.mark.parametrize("how", [["-n", "2"], ["-n", "2", "--dist", "load"], ["-n", "3", "--dist", "worksteal"]])
def test_workers(faked: Copy, how: list[str]) -> None:
    """With workers a track's steps stay together, and what was verified reaches the file all the same."""
    run = faked.pytest("docs", *how)
    assert "16 passed" in run.stdout, run.stdout + run.stderr
    assert (faked.root / "snippets/verified.json").read_text().count('"26.1.') == 8


def opened(project: Copy) -> list[str]:
    """Return the engines of the labs that were opened so far, and forget them."""
    file = project.root / "opened"
    engines = file.read_text().split() if file.exists() else []
    file.unlink(missing_ok=True)
    return engines


BACKWARDS = """
def pytest_collection_modifyitems(items):
    items.reverse()
"""

CHOICES: dict[str, tuple[list[str], int, int]] = {
    "all": (["docs"], 16, 2),
    "one language": (["docs/zh"], 8, 2),
    "one track": (["docs", "-k", "bash"], 8, 1),
    "one step": (["docs", "-k", "curl"], 4, 2),
    "engines": (["docs", "--engines", "all"], 48, 6),
    "workers": (["docs", "-n", "2"], 16, 2),
    "more workers than tracks": (["docs", "-n", "3", "--dist", "loadfile"], 16, 2),
    "backwards": (["-p", "backwards", "docs"], 16, 2),
    "backwards, with workers": (["-p", "backwards", "docs", "-n", "2"], 16, 2),
}


@pytest.mark.parametrize("choice", CHOICES)
def test_one_lab_a_track(faked: Copy, choice: str) -> None:
    """A page's items of both languages have one lab a track, whichever are chosen, and in whatever order."""
    arguments, passed, labs = CHOICES[choice]
    (faked.root / "backwards.py").write_text(BACKWARDS)
    run = faked.pytest(*arguments)
    assert f"{passed} passed" in run.stdout, run.stdout + run.stderr
    assert len(opened(faked)) == labs


def test_one_item(faked: Copy) -> None:
    """An item can be run by its id."""
    run = faked.pytest(f"docs/zh/index.md::bash-26.1:line:{faked.line('docs/zh/index.md', 'host/run')}:host/run")
    assert "= 1 passed in" in run.stdout, run.stdout
    assert len(opened(faked)) == 1


@pytest.mark.parametrize("how", [[], ["-n", "2"], ["-p", "backwards"]])
def test_fails_in_both_languages(faked: Copy, how: list[str]) -> None:
    """A failure is told at the page and line of each language, with what was printed; it happens once."""
    (faked.root / "backwards.py").write_text(BACKWARDS)
    faked.edit("docs/zh/index.md", "# Small\n", "# Small\n\nText.\n")
    faked.edit("snippets/host/run.sh", "nginx", "nosuch")
    run = faked.pytest("docs", "-k", "bash", *how)
    lines = {language: faked.line(f"docs/{language}/index.md", "host/run") for language in ("zh", "en")}
    assert lines["zh"] == lines["en"] + 2
    for language, line in lines.items():
        assert f"FAILED docs/{language}/index.md::bash-26.1:line:{line}:host/run" in run.stdout
    assert run.stdout.count("exited with 125, expected 0; it printed:") == (4 if "backwards" in how else 2)
    assert len(opened(faked)) == 1


def test_predecessor_fails_in_both_languages(faked: Copy) -> None:
    """A chosen step that can't be reached fails in each language, the ones after it are not run."""
    faked.edit("snippets/host/run.sh", "nginx", "nosuch")
    run = faked.pytest("docs", "-k", "bash and (curl or small)")
    assert run.stdout.count("step host/run, which comes before it, failed:") == 2
    assert "2 failed, 2 skipped" in run.stdout


def test_ci_never_records(faked: Copy) -> None:
    """In CI, a run that verifies something new fails, says what to do, and writes nothing."""
    verified = faked.root / "snippets/verified.json"
    before = verified.read_text()
    run = faked.run("env", "CI=true", *faked.command("docs/en", "-k", "bash"))
    assert run.returncode == 1
    assert "verified.json does not know host/" in run.stdout
    assert "host/small-clean-up.sh on 26.1: run `make engines`" in run.stdout
    assert verified.read_text() == before
    assert faked.pytest("docs/en", "-k", "bash").returncode == 0
    assert faked.run("env", "CI=true", *faked.command("docs/en", "-k", "bash")).returncode == 0


def test_to_be_read_again(faked: Copy) -> None:
    """A run of pages says at its end what has to be read again, and fails for it in CI alone: recording comes first."""
    shot = '{{ picture("host/run") }}'
    faked.edit("docs/en/index.md", shot, f"Drawn now.\n\n{shot}")
    run = faked.pytest("docs/en", "-k", "bash")
    assert run.returncode == 0
    assert "the site cannot be built before this is read again:\ndocs/zh/index.md:" in run.stdout
    assert "picture host/run: sentence or proof has changed since somebody read it on " in run.stdout
    assert faked.run("env", "CI=true", *faked.command("docs/en", "-k", "bash")).returncode == 1
    as_recorded(faked)
    assert "read again" not in faked.pytest("docs/en", "-k", "bash").stdout


def test_page_without_python(small: Copy) -> None:
    """A page that says nothing in Python is run once, not twice alike."""
    for file in (small.root / "snippets/host").glob("*.py*"):
        file.unlink()
    run = small.pytest("docs", "--collect-only", "-q")
    assert "python-26.1" not in run.stdout
    assert run.stdout.count("::bash-26.1:line:") == 2 * 4
