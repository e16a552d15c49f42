"""`make record` from end to end, on a small project: what it writes, and that a failure leaves everything as it was."""

import contextlib
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from host0.content.generation import DEFAULT
from host0.run import record
from tests.conftest import Copy, as_recorded
from tests.helpers.fake import FakeLabs

RECORD = (sys.executable, "-u", "-m", "host0", "record")
OTHER = "20.10"
VERSION = "snippets/host/small-clean-up"
pytestmark = pytest.mark.usefixtures("host0_run")


@pytest.fixture
def unrecorded(small: Copy) -> Copy:
    """Return the small project without anything recorded; a step differs between engines, and one is hidden."""
    for file in (small.root / "snippets").glob("**/*"):
        if file.suffix in (".out", ".json"):
            file.unlink()
    snippets = small.root / "snippets/host"
    (snippets / "small-clean-up.sh").write_text(
        "docker version --format '{{.Server.Version}}' | cut -d. -f1\ndocker rm --force nginx\n"
    )
    (snippets / "networks.sh").write_text("docker network ls\n")
    (snippets / "curl-client0.sh").write_text(
        '# step: on=client0 output="hidden: a figure"\n'
        "until curl -fs {host0.ip} >/dev/null; do sleep 0.1; done; echo $RANDOM bytes\n"
    )
    return small


def content(project: Copy) -> dict[str, bytes]:
    """Return everything in `snippets/`."""
    files = [file for file in (project.root / "snippets").glob("**/*") if file.is_file()]
    return {str(file.relative_to(project.root)): file.read_bytes() for file in files}


def test_end_to_end(unrecorded: Copy) -> None:
    """It writes outputs, states, times, and what differs on an engine; then tests pass, and it has no more to do."""
    run = unrecorded.run(*RECORD, f"{DEFAULT.name},{OTHER}")
    assert run.returncode == 0, run.stdout + run.stderr
    now = {name.removeprefix("snippets/host/"): text.decode() for name, text in content(unrecorded).items()}
    assert now["small-clean-up.out"] == f"{DEFAULT.name[:2]}\nnginx\n"
    assert now[f"small-clean-up.{OTHER}.out"] == f"{OTHER[:2]}\nnginx\n"
    assert now["curl-client0.out"].endswith(" bytes\n")
    assert {"networks.py.out", "run.state.json"} <= now.keys()
    assert not [name for name in now if OTHER in name and "small-clean-up" not in name]
    assert set(json.loads(now["snippets/replay.json"])) == {
        f"host/{name}" for name in ("networks.sh", "networks.py", "run.sh", "curl-client0.sh", "small-clean-up.sh")
    }
    tested = unrecorded.pytest("docs", "--engines", f"{DEFAULT.name},{OTHER}")
    assert tested.returncode == 0, tested.stdout
    assert "the site cannot be built yet:" in tested.stdout
    assert "host/networks.sh:1: not verified as it is now on Docker 28.5, after the steps before it" in tested.stdout
    before = content(unrecorded)
    again = unrecorded.run(*RECORD, f"{DEFAULT.name},{OTHER}")
    assert "changed" not in again.stdout
    assert content(unrecorded) == before


def test_failure_on_the_way(unrecorded: Copy) -> None:
    """If a step fails on the last engine, nothing has changed: no output, no time, no entry."""
    (unrecorded.root / "snippets/host/small-clean-up.sh").write_text(
        f"docker rm --force nginx\n! docker version | grep -F {OTHER}\n"
    )
    before = content(unrecorded)
    run = unrecorded.run(*RECORD, f"{DEFAULT.name},{OTHER}")
    assert run.returncode == 1
    assert "changed: snippets/host/run.out" in run.stdout
    assert "nothing was recorded, because of step host/small-clean-up" in run.stderr
    assert "Traceback" not in run.stderr
    assert content(unrecorded) == before


@pytest.fixture
def begun(small: Copy) -> Iterator[tuple[Copy, "subprocess.Popen[str]", dict[str, bytes]]]:
    """Return a recording that has recorded one track and waits in the next, and what was recorded before it."""
    (small.root / "snippets/host/networks.sh").write_text("docker network ls --quiet | wc -l\n")
    (small.root / "snippets/host/networks.py").write_text("import time\n\ntime.sleep(100)\n")
    as_recorded(small)
    before = content(small)
    process = small.begin(*RECORD)
    yield small, process, before
    process.kill()
    process.communicate()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopped(begun: tuple[Copy, "subprocess.Popen[str]", dict[str, bytes]], how: signal.Signals) -> None:
    """Ctrl-C, or a kill, on the second track leaves the records as they were before the first, and no folder."""
    project, process, before = begun
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if "on the python track" in line:
            break
    assert "  changed: snippets/host/networks.out\n" in said
    process.send_signal(how)
    rest = process.communicate(timeout=120)[0]
    assert process.returncode != 0
    assert "Traceback" not in rest
    assert content(project) == before
    if how != signal.SIGKILL:  # which nobody can heed
        assert "stopped, nothing was recorded" in rest
        assert not list(project.temporary.glob("host0-*"))


def test_stopped_too_late(small: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the files take their names is no word of nothing being recorded: all of it is."""
    small.edit("snippets/host/networks.sh", "docker network ls", "docker network ls --filter driver=host")
    monkeypatch.setattr(record, "running", contextlib.nullcontext)
    monkeypatch.setattr(record, "Labs", lambda *_: contextlib.nullcontext(FakeLabs(small.root)))
    rename = Path.replace

    def stopped(source: Path, target: Path) -> Path:
        if target.is_relative_to(small.root):
            signal.raise_signal(signal.SIGINT)
        return rename(source, target)

    monkeypatch.setattr(Path, "replace", stopped)
    heeded = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is started without
    try:
        with pytest.raises(KeyboardInterrupt):
            record.run(small.root, set(), "")
    finally:
        signal.signal(signal.SIGINT, heeded)
    assert "bridge" not in (small.root / "snippets/host/networks.out").read_text()
    assert small.pytest("docs", "--collect-only", "-q").returncode == 0  # nothing of it was left half done
