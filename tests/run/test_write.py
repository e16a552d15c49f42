"""`make write`: what is saved runs and is shown, at its step, as not verified; nothing is noted, and nothing stays."""

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from host0.lab.host import Overrun, Result
from host0.run.write import Writer, asked
from tests.conftest import Copy, as_verified, copied, shrunk
from tests.helpers.fake import FakeLab, FakeSession
from tests.helpers.labs import labs

LIMIT = 120
"""Seconds until what is waited for must have happened."""


def until(condition: Callable[[], object]) -> None:
    """Wait until it holds."""
    deadline = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def noted(project: Copy) -> dict[str, bytes]:
    """Return all that runs write down."""
    return {str(file): file.read_bytes() for file in (project.root / "snippets").rglob("*.[oj]*")}


class Asleep(FakeSession):
    """Somebody at a terminal who falls asleep over one command."""

    def run(self, snippet: str, limit: float, *, pipes: bool = False) -> Result:
        """Run a snippet, all but one."""
        if "sleep" in snippet:
            raise Overrun("sleeping\n")
        if isinstance(self._lab, Counted) and self._place == "host0":
            self._lab.ran.append(snippet)
        return super().run(snippet, limit, pipes=pipes)


class Counted(FakeLab):
    """A lab that knows what has run in its Bash, and which other ones there are."""

    opened: list["Counted"]

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.ran: list[str] = []
        self.opened.append(self)

    def session(self, place: str) -> FakeSession:
        """Return somebody at the terminal of a machine."""
        assert not self.closed
        return Asleep(self, place)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Return the small project, verified."""
    project = shrunk(copied(tmp_path_factory.mktemp("write")))
    as_verified(project)
    return project


class Desk:
    """A writer at work: saves, and looks at what is shown."""

    def __init__(self, project: Copy, writer: Writer) -> None:
        self.project, self.writer = project, writer

    def save(self, key: str, text: str) -> dict[str, Any]:
        """Save a snippet and return what is shown of it once it has run."""
        return self._run(lambda: self.project.save(f"snippets/{key}", text))

    def save_raw(self, key: str, data: bytes) -> dict[str, Any]:
        """Save a snippet as another program may have written it; return the same."""
        return self._run(lambda: (self.project.root / "snippets" / key).write_bytes(data))

    def _run(self, save: Callable[[], object]) -> dict[str, Any]:
        before = max([one["number"] for one in json.loads(self.writer.told())], default=0)
        save()
        until(lambda: any(one["number"] > before and one["state"] != "running" for one in self._shown()))
        return max(self._shown(), key=lambda one: int(one["number"]))

    def _shown(self) -> list[dict[str, Any]]:
        shown: list[dict[str, Any]] = json.loads(self.writer.told())
        return shown


@pytest.fixture
def desk(shared: Copy) -> Iterator[Desk]:
    """Return a writer with fake labs; afterwards every lab is closed, nothing is noted, the snippets are as before."""
    Counted.opened = []
    snippets = list((shared.root / "snippets").glob("*/*.[sp][hy]"))
    sources = {file: file.read_bytes() for file in [*snippets, *shared.root.glob("docs/*/*.md")]}
    before = noted(shared)
    with Writer(shared.root, lambda: Counted(shared.root), print) as writer:
        yield Desk(shared, writer)
    assert all(lab.closed for lab in Counted.opened)
    assert noted(shared) == before
    for file in (shared.root / "snippets").glob("*/*.[sp][hy]"):
        file.unlink()
    for file, text in sources.items():
        file.write_bytes(text)


def test_shown(desk: Desk) -> None:
    """What prints the same, something else, or fails, is told, with the difference, and its track where it has one."""
    same = desk.save("host/networks.sh", "docker  network ls\n")
    assert (same["state"], same["step"], same["page"]) == ("same", "host/networks", "index.md")
    assert "bridge" in same["output"]
    differs = desk.save("host/networks.sh", "docker network ls --filter driver=host\n")
    assert differs["state"] == "differs"
    assert any(line.startswith("-") and "bridge" in line for line in differs["difference"].splitlines())
    assert " NETWORK ID" in differs["difference"]
    failed = desk.save("host/run.sh", "docker run no-such-image\n")
    assert failed["state"] == "failed"
    assert "exited with 125, expected 0" in failed["problem"]
    assert desk.save("host/networks.py", "import docker\n\ndocker.from_env()\n")["state"] == "same"


def test_address(desk: Desk) -> None:
    """An output has the addresses of pages, not those of the lab."""
    assert desk.save("host/curl-client0.sh", "echo {host0.ip}\n")["output"] == "203.0.113.10\n"


def lab_of(text: str) -> Counted:
    """Return the one lab in which a snippet with this text has run."""
    (found,) = [lab for lab in Counted.opened if any(text in snippet for snippet in lab.ran)]
    return found


def test_warm(desk: Desk) -> None:
    """A step that is saved again runs in a lab in which the steps before it have run already; so does the next one."""
    run = (desk.project.root / "snippets/host/run.sh").read_text()
    desk.save("host/run.sh", f"{run}echo one\n")
    until(desk.writer._stock.ready)
    waiting = list(Counted.opened)
    desk.save("host/run.sh", f"{run}echo two\n")
    lab = lab_of("echo two")
    assert lab in waiting
    assert len(lab.ran) == 2
    assert desk.save("host/curl-client0.sh", "echo three\n")["output"] == "three\n"
    assert lab_of("echo three") is lab


def test_stale(desk: Desk) -> None:
    """A lab in which another step has run than the page now calls is of no use, and goes."""
    desk.save("host/run.sh", (desk.project.root / "snippets/host/run.sh").read_text() + "echo one\n")
    until(desk.writer._stock.ready)
    waiting = [lab for lab in Counted.opened if lab.ran]
    for language in ("zh", "en"):
        desk.project.edit(f"docs/{language}/index.md", '{{ step("host/networks") }}', "")
    desk.save("host/curl-client0.sh", "echo three\n")
    assert "docker run" in lab_of("echo three").ran[0]
    assert all(lab.closed for lab in waiting)


def test_not_utf8(desk: Desk) -> None:
    """A snippet, or a page, that is in another encoding is told with its line; what is saved next runs."""
    what = ":2: not UTF-8: save it as that, or restore it from git"
    bad = desk.save_raw("host/run.sh", "docker ps\necho é\n".encode("latin-1"))
    assert (bad["state"], bad["page"], bad["problem"]) == ("wrong", "index.md", f"snippets/host/run.sh{what}")
    page = desk.project.root / "docs/en/index.md"
    before = page.read_bytes()
    page.write_bytes("# Small\né\n".encode("latin-1"))
    for _ in range(2):
        lost = desk.save("host/networks.sh", "docker network ls\n")
        assert (lost["state"], lost["problem"]) == ("wrong", f"docs/en/index.md{what}")
    page.write_bytes(before)
    assert desk.save("host/networks.sh", "docker  network ls\n")["state"] == "same"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_mistake_of_ours(desk: Desk) -> None:
    """Live reload waits for no step in which our own code has failed."""
    desk.project.save("snippets/host/networks.sh", "of another world\n")
    until(lambda: desk.writer._thread.is_alive() is False)
    waits = threading.Thread(target=desk.writer.idle)
    waits.start()
    waits.join(LIMIT)
    assert not waits.is_alive()


def test_wrong_behind(desk: Desk) -> None:
    """A step runs though one behind it, which has run in a lab that waits, has become wrong meanwhile."""
    desk.save("host/curl-client0.sh", "echo three\n")
    assert desk.save("host/run.sh", "# step: on=nowhere\ndocker ps\n")["state"] == "wrong"
    assert desk.save("host/networks.sh", "docker  network ls\n")["state"] == "same"


def test_record(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """`r` and Enter record and verify the page of the step that was saved last, as `make record` does."""
    ran: list[list[str]] = []

    class Told:
        def __init__(self, command: list[str], **_: Any) -> None:
            ran.append(command[1:])

        def wait(self) -> int:
            return 0

    monkeypatch.setattr("host0.run.write.subprocess.Popen", Told)
    desk.save("host/run.sh", "docker ps\n")
    keys, typed = os.pipe()
    os.write(typed, b"what\n")
    reader = threading.Thread(target=asked, args=(keys, desk.writer))
    reader.start()
    until(lambda: not select.select([keys], [], [], 0)[0])
    os.write(typed, b"r\n")
    os.close(typed)
    reader.join()
    os.close(keys)
    pages = ["docs/zh/index.md", "docs/en/index.md"]
    assert ran == [["-m", "host0", "record", "index.md"], ["-m", "pytest", "-q", *pages]]


def test_wrong(desk: Desk) -> None:
    """A bad header, a step on no page, a step before it that fails, and one that hangs are told for people."""
    bad = desk.save("host/run.sh", "# step: on=nowhere\ndocker ps\n")
    assert bad["state"] == "wrong"
    assert bad["problem"].startswith("snippets/host/run.sh:1: bad value 'nowhere' of 'on'")
    lost = desk.save("host/lost.sh", "docker ps\n")
    assert lost["state"] == "wrong"
    assert 'no page calls this step: write {{ step("host/lost") }}' in lost["problem"]
    asleep = desk.save("host/run.sh", "# step: limit=2\nsleep 1000\n")
    assert asleep["state"] == "failed"
    assert "did not end within" in asleep["problem"]
    assert "sleeping" in asleep["problem"]
    after = desk.save("host/curl-client0.sh", "echo after\n")
    assert after["problem"].startswith("step host/run, before it, failed:")


def test_no_docker(small: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Docker, it says so in a line and does not begin; a page that there is not, too."""
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere")
    run = small.run(sys.executable, "-m", "host0", "write")
    assert run.returncode == 1
    assert run.stderr.startswith("host0: no Docker Engine answers at DOCKER_HOST=unix:///nowhere")
    assert "Traceback" not in run.stderr


@pytest.mark.usefixtures("serves")
@pytest.mark.parametrize(
    ("how", "page"),
    [(signal.SIGINT, ("index.html", "未验证")), (signal.SIGKILL, ("en/index.html", "Not verified"))],
    ids=["ctrl-c", "kill"],
)
def test_browser(tab: Page, small: Copy, host0_run: Any, how: signal.Signals, page: tuple[str, str]) -> None:
    """In the browser, with a real lab: at the open page's step, also after it was built again; no lab stays behind."""
    place, said = page
    as_verified(small)
    before = noted(small)
    command = (sys.executable, "-u", "-m", "host0", "write")
    with small.begin(*command, stdin=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            assert process.stdout is not None
            tab.goto(next(line for line in process.stdout if "Serving on" in line).split()[-1] + place)
            small.edit("snippets/host/networks.sh", "docker network ls", "docker network ls --filter driver=host")
            shown = tab.locator("#step-host-networks .host0-draft[data-state=differs]")
            expect(shown).to_contain_text(said, timeout=1000 * LIMIT)
            expect(shown.locator("del").filter(has_text="bridge")).to_be_visible()
            code = tab.locator("#step-host-networks .command code").first
            expect(code).to_contain_text("driver=host", timeout=1000 * LIMIT)
            expect(shown.locator("del").filter(has_text="bridge")).to_be_visible()
            expect(tab.locator("#step-host-networks .verified").first).to_have_text(said)
        finally:
            os.kill(process.pid, how)
        assert "Traceback" not in process.communicate(timeout=LIMIT)[0]
    until(lambda: not labs(host0_run.client, process.pid))
    assert noted(small) == before
