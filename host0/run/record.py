"""Record outputs: run pages for real, and write what they printed into `snippets/`, all of it or nothing."""

import shutil
import tempfile
from pathlib import Path

from host0.check.faults import faults
from host0.check.judged import unread
from host0.check.place import tracks
from host0.check.times import Times
from host0.check.transcript import Renaming
from host0.check.verified import Verified, alike
from host0.content import utf8
from host0.content.generation import DEFAULT, Generation, generations
from host0.content.page import Page
from host0.content.project import Project
from host0.content.section import resting
from host0.content.step import FOLDER, Snippet, Step
from host0.files import replace
from host0.lab.engine import running
from host0.lab.labs import Labs
from host0.problem import Problem, listed
from host0.run.track import Track

RECORDED = "en"
"""Both languages call the same steps; this one's tracks are recorded, the test run compares both with them."""

RECORDINGS = (".out", ".json")
"""What the files end in that a recording writes."""


def obstacles(project: Project) -> list[Problem]:
    """Return the faults because of which nothing can be recorded: all but those that a recording may put right."""
    return [fault for fault in faults(project) if fault.kind == "wrong"]


def followed(page: Page, language: str, generation: Generation, labs: Labs) -> Track:
    """Run a page's track and return it, to be asked what its snippets printed. Raises `Problem` if a step fails."""
    steps = [page.project.step(step) for _, step in page.calls]
    # one state for both tracks, which must lead to the same
    pictured = [step for _, step in page.pictures] if language == "bash" and generation == DEFAULT else []
    track = Track(steps, language, generation, lambda: labs.open(generation), verified=None, pictured=pictured)
    try:
        for index in range(len(steps)):
            failure = track.run(index).failure
            if failure:
                raise Problem(f"nothing was recorded, because of step {steps[index].name}: {failure}")
    finally:
        track.close()
    return track


def keep(
    snippets: list[Snippet], printed: dict[str, str], states: dict[Path, str], generation: Generation
) -> list[Path]:
    """Write a track's outputs and states where they differ from what is recorded; return the files that changed.

    On the default engine it is all or none: ids that recur must come from one run. On another one, only what
    differs from the default engine's output gets a file.
    """
    if generation == DEFAULT:
        renaming = Renaming()
        outputs = [(snippet, snippet.output_path(), printed[snippet.key]) for snippet in snippets]
        same = all(file.exists() and alike(s, utf8.read(file), text, renaming) for s, file, text in outputs)
        if same and all(f.exists() and renaming.match("", utf8.read(f), t) for f, t in states.items()):
            return []
        new = {file: text for _, file, text in outputs} | states
        for file, text in new.items():
            file.write_text(text, encoding="utf-8")
        return list(new)
    changed = []
    default, own = Renaming(), Renaming()
    for snippet in snippets:
        file = snippet.output_path(generation)
        if alike(snippet, snippet.output(), printed[snippet.key], default):
            if file.exists():
                file.unlink()
                changed.append(file)
        elif not (file.exists() and alike(snippet, snippet.output(generation), printed[snippet.key], own)):
            file.write_text(printed[snippet.key], encoding="utf-8")
            changed.append(file)
    return changed


def tell(root: Path, anew: set[str]) -> None:
    """Print what a person should look at after these steps were recorded anew, and what has to be judged again."""
    project = Project(root)
    if anew:
        print("read again, for they rest on what has changed:", *resting(project, anew), sep="\n  ")
    if fallen := [fault for fault in faults(project) if fault.kind == "unproven"]:
        print("does not hold of what is recorded:", *fallen, sep="\n  ")
    if again := unread(project):
        print("has to be read against its proof:", *again, sep="\n  ")


class Draft:
    """A copy of `snippets/`, in which a recording is made until it is whole."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._folder = root, folder
        shutil.copytree(root / FOLDER, folder / FOLDER)
        self._project = Project(folder)
        self._verified, self._times = Verified(self._project), Times(self._project)

    def take(self, page: Page, language: str, generation: Generation, track: Track) -> list[Path]:
        """Take in what a page's track has printed on an engine; return the files that changed, from the root."""
        steps = [Step(self._folder, step) for _, step in page.calls]
        own = [snippet for snippet in (step.snippet(language) for step in steps) if snippet.language == language]
        states = {Step(self._folder, step).bash.state_path: text for step, text in track.states.items()}
        changed = keep(own, track.printed, states, generation)
        if generation == DEFAULT:
            edited = not all(self._verified.timed(snippet, self._times) for snippet in own)
            timed = {snippet.key: track.timed[snippet.key] for snippet in own}
            self._times.keep(timed, anew=bool(changed) or edited)
        for snippet in own:
            self._verified.record(snippet, generation, self._times)
        return [file.relative_to(self._folder) for file in changed]

    def publish(self) -> None:
        """Make the recorded files of the project those of the draft, as one: whoever interrupts finds it done or not.

        The sources of the steps are left alone: somebody may have gone on with them.
        """
        self._verified.save()
        # the draft's own steps: in the project, one may be half written by now
        self._times.save({snippet.key for snippet in self._project.snippets})
        both = (self._folder, self._root)
        there = {file.relative_to(one) for one in both for file in (one / FOLDER).glob("**/*") if file.is_file()}
        new: dict[Path, bytes | None] = {}
        for place in sorted(there):
            if place.suffix in RECORDINGS:
                now, before = ((one / place).read_bytes() if (one / place).exists() else None for one in both)
                if now != before:
                    new[self._root / place] = now
        replace(new)


def record(draft: Draft, chosen: dict[str, Page], wanted: list[Generation], labs: Labs) -> set[str]:
    """Run the pages on the engines, and take what they print into a draft.

    The default engine comes first: the others refer to its outputs. Return the steps whose outputs have changed; raises
    `Problem` if a step fails.
    """
    anew: set[str] = set()
    for generation in sorted(wanted, key=lambda g: g != DEFAULT):
        for name, page in chosen.items():
            for language in tracks([page.project.step(step) for _, step in page.calls]):
                print(f"recording {name} on the {language} track, Docker {generation.name}", flush=True)
                track = followed(page, language, generation, labs)
                for file in draft.take(page, language, generation, track):
                    print(f"  changed: {file}", flush=True)
                    anew.add(f"{file.parent.name}/{file.name.partition('.')[0]}")
    return anew


def run(root: Path, chosen: set[str], engines: str) -> None:
    """Record on the engines that are named, and of these pages (all if none), and say what has to be read again.

    All of it, or nothing at all: raises `Problem` where nothing was recorded.
    """
    project = Project(root)
    project.require(chosen)
    wanted = generations(engines or DEFAULT.name)
    if wrong := obstacles(project):
        raise listed("nothing was recorded, because of this:", wrong)
    these = {name: pair[RECORDED] for name, pair in project.pages.items() if not chosen or name in chosen}
    with tempfile.TemporaryDirectory(prefix="host0-record-") as folder:
        draft = Draft(root, Path(folder))
        try:
            with running() as client, Labs(client, print) as labs:
                anew = record(draft, these, wanted, labs)
        except KeyboardInterrupt:
            raise Problem("stopped, nothing was recorded") from None
        draft.publish()  # not in there: whoever stops it here may find it done
    tell(root, anew)
