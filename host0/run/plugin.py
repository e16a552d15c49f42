"""Sybil meets pytest: which tracks there are, the Docker Engine that they run on, and what they have verified."""

import contextlib
import os
from collections.abc import Generator
from typing import Any, cast

import pytest
from sybil.integration import pytest as sybil_pytest

from host0.check.faults import faults
from host0.check.judged import unread
from host0.check.verified import Passed, Verified
from host0.content.generation import DEFAULT, Generation, generations
from host0.content.project import Project
from host0.content.step import Step
from host0.lab.engine import Client, running
from host0.lab.image import ensure
from host0.lab.labs import Labs
from host0.problem import Problem, listed
from host0.run.examples import sybils, track_of
from host0.run.track import Track


class Run:
    """One pytest run, as a plugin: its Engine, its labs, its tracks, and what it has verified."""

    def __init__(self, config: pytest.Config, project: Project) -> None:
        self._config = config
        self._worker = hasattr(config, "workerinput")
        self._generations = generations(config.getoption("--engines"))
        self._verified = Verified(project)
        if edited := self._verified.edited():
            raise listed("nothing was run, because of this:", edited)
        self._passed: list[Passed] = []
        self._failed: set[str] = set()
        self._again: dict[str, str] = {}  # by track, why it was followed twice
        self._tracks: dict[str, Track] = {}
        self._changed: dict[tuple[str, str], int] | None = None  # of page and track, the index of the last such step
        if config.getoption("--changed"):
            if len(self._generations) > 1:
                raise Problem("--changed is for one engine: name it by --engines, or leave that out")
            changed = self._verified.changed(self._generations[0].name)
            self._changed = {key: max(steps) for key, steps in changed.items()}
        self._last: dict[str, int] = {}  # the index of the last step of each track that was chosen
        self._labs: Labs | None = None
        self._open = contextlib.ExitStack()
        self._client: Client | None = None
        self.pytest_collect_file = sybil_pytest.pytest_integration(
            *sybils(project, self._generations, self._follow, "host0_run")
        )

    def say(self, line: str) -> None:
        """Show a line of progress, past pytest's capture."""
        capture = self._config.pluginmanager.getplugin("capturemanager")
        reporter = self._config.pluginmanager.getplugin("terminalreporter")
        with capture.global_and_fixture_disabled() if capture else contextlib.nullcontext():
            if reporter:
                reporter.ensure_newline()
                reporter.write_line(line)

    @property
    def client(self) -> Client:
        """Return the Engine's client, once it is known that an Engine is needed."""
        if self._client is None:
            self._client = self._open.enter_context(running())
        return self._client

    @property
    def labs(self) -> Labs:
        """Return what opens this run's labs."""
        if self._labs is None:
            self._labs = self._open.enter_context(Labs(self.client, self.say))
        return self._labs

    def _prepare(self) -> None:
        """Find or start the Engine and build what is missing, before tests or workers start."""
        try:
            for generation in self._generations:
                ensure(self.client, generation, self.say)
        except Problem as problem:
            pytest.exit(f"host0: {problem}", returncode=pytest.ExitCode.USAGE_ERROR)

    def _follow(self, name: str, steps: list[Step], language: str, generation: Generation) -> Track:
        if name not in self._tracks:
            self._tracks[name] = Track(steps, language, generation, lambda: self.labs.open(generation), self._verified)
        return self._tracks[name]

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        """With workers, prepare here: the process that starts them collects nothing."""
        if self._config.pluginmanager.hasplugin("dsession"):
            self._prepare()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """With `--changed`, leave out whatever is not a track's last changed step or before it."""
        if self._changed is None:
            return
        left = [item for item in items if not self._touched(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]

    def _touched(self, item: pytest.Item) -> bool:
        example = getattr(item, "example", None)
        if example is None or self._changed is None:
            return False
        page, _, rest = track_of(item.nodeid).partition("::")
        return bool(example.parsed[0] <= self._changed.get((page, rest.partition("-")[0]), -1))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Learn which step of each track is the last to run. Without workers, prepare only if something needs it."""
        for item in session.items:
            if (example := getattr(item, "example", None)) is not None:
                name = track_of(item.nodeid)
                self._last[name] = max(example.parsed[0], self._last.get(name, 0))
        needs = any("host0_run" in getattr(item, "fixturenames", ()) for item in session.items)
        if needs and not self._worker and not self._config.option.collectonly:
            self._prepare()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Let a step's report carry what it verified, from a worker to the process that writes it down."""
        report = yield
        example = getattr(item, "example", None)
        if example is not None and report.when == "call":
            passed = example.namespace.pop("passed", None)
            report.user_properties.append(("step", [example.parsed[1], vars(passed) if passed else None]))
            name = track_of(item.nodeid)
            track = self._tracks.get(name)
            if track and track.again and not track.failed:
                report.user_properties.append(("again", [name, track.again]))
            if track and example.parsed[0] >= self._last[name]:
                track.close()  # what came of its steps is still to be asked, by the other language's items
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Collect what was verified and what was not."""
        for name, value in report.user_properties:
            if name == "again":
                track, why = cast("tuple[str, str]", value)
                self._again[track] = why
            if name == "step" and report.when == "call":
                step, passed = cast("tuple[str, dict[str, str] | None]", value)
                if report.passed and passed:
                    self._passed.append(Passed(**passed))
                else:
                    self._failed.add(step)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write down what was verified, and leave nothing running."""
        for track in self._tracks.values():
            track.close()
        self._open.close()
        if self._worker:
            return
        for track_name, why in self._again.items():
            self.say(f"\n{track_name} was followed twice, for Docker had lost or added words of an output:\n{why}")
        if self._changed is not None:
            return  # a quick answer, which notes nothing and is about no text
        passed = [p for p in self._passed if p.snippet.rpartition(".")[0] not in self._failed]
        if passed:
            self._note(session, passed)
        if (self._passed or self._failed) and (again := unread(Project(session.config.rootpath))):
            self.say(f"\n{listed('the site cannot be built before this is read again:', again)}")
            if os.environ.get("CI"):
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _note(self, session: pytest.Session, passed: list[Passed]) -> None:
        """Write down what was verified, and say what is still missing; in CI, refuse what was not known before."""
        try:
            verified = Verified(Project(session.config.rootpath))  # anew: another run may have ended meanwhile
            if not os.environ.get("CI"):
                verified.update(passed)
                verified.save()
                if gaps := verified.unverified():
                    self.say(f"\n{listed('the site cannot be built yet:', gaps)}")
            elif unknown := verified.unknown(passed):
                session.exitstatus = pytest.ExitCode.TESTS_FAILED
                say = f"snippets/verified.json does not know {', '.join(unknown)}: run `make engines`, and commit it"
                self.say(say)
        except Problem as problem:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
            self.say(f"host0: {problem}")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the command line choose the engines."""
    parser.addoption(
        "--engines",
        default=DEFAULT.name,
        help=f"Docker generations to run the pages on, separated by commas, or all (default: {DEFAULT.name})",
    )
    parser.addoption(
        "--changed",
        action="store_true",
        help="of the pages, run only what changed since it was verified and the steps before it; check no text, and "
        "note nothing (see host0.run.changed)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse bad pages and bad options before anything runs; then let Sybil collect the rest."""
    project = Project(config.rootpath)
    looked = hasattr(config, "workerinput")  # by the process that starts the workers
    try:
        if not looked and not config.getoption("--changed") and (wrong := faults(project)):
            raise listed("nothing was run, because of this:", wrong)
        config.pluginmanager.register(Run(config, project), "host0")
    except Problem as problem:
        raise pytest.UsageError(str(problem.under(config.rootpath))) from None


@pytest.fixture(scope="session")
def host0_run(pytestconfig: pytest.Config) -> Run:
    """Return this run: whoever asks for it gets an Engine and the labs' images."""
    run = pytestconfig.pluginmanager.getplugin("host0")
    return cast("Run", run)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep a track's items, of both languages, on one worker and in order, whatever `--dist` says."""
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 (xdist is there when it calls this)

    class ByTrack(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return track_of(nodeid) if nodeid.partition("::")[0].endswith(".md") else nodeid

    return ByTrack(config, log)
