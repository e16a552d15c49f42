"""What several tests share: the project's folder, a copy of it, pytest runs on such a copy; the site in a browser."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bench.parts import CODE, CONTENT, PROOFS, copy
from host0.content.page import PLACES
from host0.lab.needs import chromium
from host0.site.build import build
from tests.helpers.server import served

ROOT = Path(__file__).parent.parent

for name in ("HOST0_URL", "HOST0_REPOSITORY"):
    os.environ.pop(name, None)  # where the workflow publishes is for its own build; a test says where by itself

expect.set_options(timeout=30_000)  # milliseconds: a busy machine takes its time, and no test is to fail for that


@dataclass
class Copy:
    """A copy of the project, for a test to change and run."""

    root: Path
    plugins: tuple[str, ...] = ()
    """Options of pytest that every run of it gets."""

    @property
    def temporary(self) -> Path:
        """The folder for temporary files of commands that `begin` starts."""
        return self.root / "temporary"

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace `old`, which must be there, by `new` in a file."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        self.save(path, text.replace(old, new))

    def save(self, path: str, text: str) -> None:
        """Write a file at once: who watches it sees what it was or what it is, never an empty one on its way."""
        beside = self.root / "being-saved"
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.root / path)

    def line(self, path: str, text: str) -> int:
        """Return the number of the first line in a file that contains `text`."""
        lines = (self.root / path).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if text in line)

    def environment(self) -> dict[str, str]:
        """Return an environment in which a run of this copy is a run of its own."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "CI"))}
        return own | {"PYTHONPATH": str(self.root), "COLUMNS": "200"}

    def command(self, *arguments: str) -> list[str]:
        """Return the command for pytest on this copy."""
        return [sys.executable, "-m", "pytest", *self.plugins, *arguments]

    def pytest(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run pytest on this copy to its end."""
        return self.run(*self.command(*arguments))

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in this copy to its end."""
        return subprocess.run(
            command, cwd=self.root, env=self.environment(), capture_output=True, text=True, check=False, timeout=500
        )

    def begin(self, *command: str, **how: Any) -> "subprocess.Popen[str]":
        """Start a command in this copy, with its errors among what it prints; `how` is more for `Popen`.

        What it keeps for a while lies in `temporary`: whoever kills it leaves nothing on the machine.
        """
        self.temporary.mkdir(exist_ok=True)
        return subprocess.Popen(
            command,
            cwd=self.root,
            env=self.environment() | {"TMPDIR": str(self.temporary)},
            preexec_fn=_attentive,  # noqa: PLW1509 (no thread of this process holds a lock it needs)
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **how,
        )


def _attentive() -> None:
    """Listen to the signals of a terminal, which whatever runs the tests in the background may have shut out."""
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_DFL)


@pytest.fixture
def project(tmp_path: Path) -> Copy:
    """Return a copy of the whole project."""
    return copied(tmp_path)


@pytest.fixture
def faked(small: Copy) -> Copy:
    """Return a copy as `small` does, whose runs have fake labs: for what is not about labs."""
    return fake(small)


def fake(project: Copy) -> Copy:
    """Let the runs of a copy have fake labs, which know the small project only."""
    for name in ("fake.py", "empty.state.json"):
        shutil.copy(Path(__file__).parent / "helpers" / name, project.root)
    project.plugins = ("-p", "fake")
    return project


def copied(folder: Path) -> Copy:
    """Copy the whole project into a folder."""
    (folder / "tests").mkdir(parents=True, exist_ok=True)
    copy(ROOT, folder, (*CODE, *CONTENT, *PROOFS))
    return Copy(folder)


SMALL = ("host/networks", "host/run", "host/curl-client0", "host/small-clean-up")


@pytest.fixture
def small(tmp_path: Path, once: "Once") -> Copy:
    """Return a copy whose article has but a few steps: enough to drift, fast to run."""
    made = once.made("small", lambda target: shrunk(copied(target)))
    shutil.copytree(made, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Copy(tmp_path)


def shrunk(project: Copy) -> Copy:
    """Take all pages out of a copy but the article, and all of its steps but a few."""
    snippets = project.root / "snippets" / "host"
    python = snippets / "networks.py"  # here the first step: the client is the next one's on the article's page
    python.write_text("import docker\n\nclient = docker.from_env()\n" + python.read_text())
    (snippets / "small-clean-up.sh").write_text("docker ps --quiet --no-trunc\ndocker rm --force nginx\n")
    (snippets / "small-clean-up.out").write_text((snippets / "run.out").read_text() + "nginx\n")
    kept = {name.partition("/")[2] for name in SMALL}
    for file in snippets.iterdir():
        if file.name.split(".")[0] not in kept or (".py" in file.name and not file.name.startswith("networks.")):
            file.unlink()
    for other in (project.root / "snippets").iterdir():
        if other.is_dir() and other != snippets:
            shutil.rmtree(other)
    shutil.rmtree(project.root / "docs" / "claims")
    for language in ("zh", "en"):
        for file in (project.root / "docs" / language).glob("*.md"):
            file.unlink()
        page = "# Small\n\n" + "".join(f'{{{{ step("{name}") }}}}\n\nNext.\n\n' for name in SMALL)
        page += '{{ picture("host/run") }}\n'
        (project.root / "docs" / language / "index.md").write_text(page)
    for name in ("literals.yml", "exercises.yml", "tab.yml"):
        (project.root / "docs" / name).unlink()
    for name, nav in (("mkdocs.yml", "nav:\n  - index.md\n"), ("mkdocs.en.yml", "")):
        configuration = project.root / name
        text = configuration.read_text(encoding="utf-8")
        configuration.write_text(re.sub(r"(?m)^nav:\n(?: .*\n)+", nav, text), encoding="utf-8")
    as_recorded(project)
    return project


def as_recorded(project: Copy) -> None:
    """Let the outputs that a copy has count as recorded, and all that has to be read as read."""
    script = (
        "from pathlib import Path\n"
        "from host0.content.generation import GENERATIONS\nfrom host0.check.times import Times\n"
        "from host0.content.project import Project\nfrom host0.content.step import Step, names\n"
        "from host0.check.judged import Judged, items\n"
        "from host0.check.verified import Verified\n"
        "j, every = Judged(Path('.')), items(Project(Path('.')))\n"
        "for one in every:\n    j.accept(one)\n"
        "j.save(every)\n"
        "v, t = Verified(Project(Path('.'))), Times(Project(Path('.')))\n"
        "snippets = [s for n in names(Path('.')) for s in Step(Path('.'), n).snippets()]\n"
        "t.keep({s.key: [0.0] * s.output().count('\\n') for s in snippets}, anew=True)\n"
        "for s in snippets:\n    for g in GENERATIONS.values():\n        v.record(s, g, t)\n"
        "t.save({s.key for s in snippets})\n"
        "v.save()\n"
    )
    project.run(sys.executable, "-c", script).check_returncode()


def as_verified(project: Copy) -> None:
    """Let the outputs that a copy has count as recorded, and as verified on every engine that the copy knows."""
    as_recorded(project)
    script = (
        "from pathlib import Path\n"
        "from host0.content.project import Project\n"
        "from host0.check.place import places\nfrom host0.check.verified import Passed, Verified\n"
        "v = Verified(Project(Path('.')))\n"
        "v.update([Passed(p.snippet.key, p.track, e, h, e + '.9+dfsg1')\n"
        "          for p in places(Project(Path('.'))) for e, h in p.hashes.items()])\n"
        "v.save()\n"
    )
    project.run(sys.executable, "-c", script).check_returncode()


@pytest.fixture(params=PLACES)
def language(request: pytest.FixtureRequest) -> str:
    """Return each language in turn."""
    return str(request.param)


class Once:
    """What all workers of a run share in a folder: who asks for it first makes it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def made(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return the folder of that name, in which `make` has put what belongs there; `make` makes the folder too."""
        target = self._folder / name
        with self.alone(name):
            if not target.exists():
                make(target)
        return target

    def alone(self, name: str) -> FileLock:
        """Return a lock of that name, which one worker at a time can have."""
        return FileLock(self._folder / f"{name}.lock")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Once:
    """Return what the workers share."""
    folder = tmp_path_factory.getbasetemp()
    return Once(folder.parent if hasattr(request.config, "workerinput") else folder)


@pytest.fixture
def serves(once: Once) -> Iterator[None]:
    """Let one test at a time serve a site as `make serve` does: it looks for a free port, and takes it later."""
    with once.alone("serves"):
        yield


@pytest.fixture(scope="session")
def site(once: Once) -> Path:
    """Return the folder of the built site."""
    return once.made("site", lambda target: build(ROOT, target))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Return the address of a web server that compresses, and has the site under a path of its own."""
    with served(site) as address:
        yield address


def launch() -> dict[str, Any]:
    """Return how Playwright is to launch Debian's Chromium."""
    path = chromium()
    assert path, "Chromium is missing: make test installs it"
    return {"executable_path": path, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch())
        yield browser
        browser.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """Return a new tab whose scripts may not fail."""
    page = browser.new_context().new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.context.close()
    assert not errors
