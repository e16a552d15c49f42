"""`make changed`: of what was changed since it was verified, just the pages it touches, and no further than it."""

import subprocess
import sys

import pytest

from tests.conftest import Copy, as_verified

CHANGED = ("-c", "import sys; sys.argv[1:] = ['changed', '-p', 'fake', '-rA']; from host0.__main__ import main; main()")


def changed(project: Copy) -> subprocess.CompletedProcess[str]:
    """Run it with fake labs."""
    return project.run(sys.executable, *CHANGED)


def ran(run: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the steps that ran, each with its language of code and engine."""
    lines = [line for line in run.stdout.splitlines() if line.startswith(("PASSED", "FAILED", "SKIPPED"))]
    return [f"{line.split('::')[1].split(':')[0]} {line.split(' - ')[0].split(':')[-1]}" for line in lines]


@pytest.fixture
def verified(faked: Copy) -> Copy:
    """Return the small project, verified on every engine."""
    as_verified(faked)
    return faked


def records(project: Copy) -> bytes:
    """Return what is noted as verified."""
    return (project.root / "snippets/verified.json").read_bytes()


def test_nothing(verified: Copy) -> None:
    """Where nothing was changed, it says so, opens no lab, and is content."""
    run = changed(verified)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.startswith("nothing to run")
    assert not (verified.root / "opened").exists()


def test_one_engine(verified: Copy) -> None:
    """It is about one engine: who names several is told so, and nothing runs."""
    run = verified.pytest("--changed", "--engines", "all")
    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert "--changed is for one engine" in run.stderr
    assert "Traceback" not in run.stderr


def test_green(verified: Copy) -> None:
    """A change that prints the same: the steps up to it ran, on the one track that it touches; nothing is noted."""
    verified.edit("snippets/host/networks.py", "docker.from_env()\n", "docker.from_env()  # host0\n")
    before = records(verified)
    run = changed(verified)
    assert run.returncode == 0, run.stdout + run.stderr
    assert ran(run) == ["python-26.1 host/networks"]
    assert "index.md (python): changed host/networks.py; runs up to step 1" in run.stdout
    assert run.stdout.splitlines()[-1].startswith("green: ")
    assert records(verified) == before
    assert (verified.root / "opened").read_text() == "26.1\n"


def test_red(verified: Copy) -> None:
    """A change that prints something else, on both tracks, for the step has no Python: red, and the rest is not run."""
    verified.edit("snippets/host/run.sh", "nginx", "no-such-image")
    run = changed(verified)
    assert run.returncode == pytest.ExitCode.TESTS_FAILED, run.stdout + run.stderr
    assert {line.split()[1] for line in ran(run)} == {"host/networks", "host/run"}
    assert "snippets/host/run.sh on host0, Docker 26.1\nexited with 125, expected 0" in run.stdout
    assert run.stdout.splitlines()[-1].startswith("red: ")


def test_inserted(verified: Copy) -> None:
    """A step that nobody has verified, and the one that now follows it, are changed; a step further down is not."""
    verified.edit("snippets/host/networks.sh", "docker network ls", "docker network ls ")
    for language in ("zh", "en"):
        verified.edit(f"docs/{language}/index.md", '{{ step("host/curl-client0") }}\n\nNext.\n\n', "")
    run = changed(verified)
    assert "index.md (bash): changed host/networks.sh, host/small-clean-up.sh; runs up to step 3" in run.stdout


def test_unreadable(verified: Copy) -> None:
    """A snippet that cannot be read is refused before anything runs, with its line."""
    verified.edit("snippets/host/run.sh", "docker run", "# step: on=nowhere\ndocker run")
    run = changed(verified)
    assert run.returncode == 1
    assert run.stderr.startswith("host0: snippets/host/run.sh:1: ")
    assert not (verified.root / "opened").exists()
