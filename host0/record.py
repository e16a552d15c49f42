"""Record outputs: run every page for real, and write what it printed into `snippets/`, all of a track or nothing."""

import sys
from pathlib import Path

from host0.engine import running
from host0.errors import Problem
from host0.faults import faults
from host0.generation import DEFAULT, Generation, generations
from host0.labs import Labs
from host0.page import Page, pages
from host0.proof import FOLDER as CLAIMS
from host0.replay import Times
from host0.section import resting
from host0.step import Snippet, Step, names
from host0.track import TRACKS, Track
from host0.transcript import Renaming
from host0.verified import Verified

RECORDED = "en"
"""Both languages call the same steps; this one's tracks are recorded, the test run compares both with them."""


def obstacles(root: Path) -> list[str]:
    """Return the faults because of which nothing can be recorded: all but those that a recording may put right."""
    return [fault for fault in faults(root) if "never recorded" not in fault and not fault.startswith(f"{CLAIMS}/")]


def followed(page: Page, language: str, generation: Generation, labs: Labs) -> Track:
    """Run a page's track and return it, to be asked what its snippets printed. Raises `Problem` if a step fails."""
    steps = [Step(page.root, step) for _, step in page.calls]
    # one state for both tracks, which must lead to the same
    pictured = [step for _, step in page.pictures] if language == "bash" and generation == DEFAULT else []
    track = Track(steps, language, generation, lambda: labs.open(generation), verified=None, pictured=pictured)
    try:
        for index in range(len(steps)):
            failure = track.run(index).failure
            if failure:
                raise Problem(f"nothing was recorded of this track, because of step {steps[index].name}: {failure}")
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
        new = {snippet.output_path(): printed[snippet.key] for snippet in snippets} | states
        if all(f.exists() and renaming.match("", f.read_text(encoding="utf-8"), text) for f, text in new.items()):
            return []
        for file, text in new.items():
            file.write_text(text, encoding="utf-8")
        return list(new)
    changed = []
    default, own = Renaming(), Renaming()
    for snippet in snippets:
        file = snippet.output_path(generation)
        if default.match("", snippet.output(), printed[snippet.key]):
            if file.exists():
                file.unlink()
                changed.append(file)
        elif not (file.exists() and own.match("", snippet.output(generation), printed[snippet.key])):
            file.write_text(printed[snippet.key], encoding="utf-8")
            changed.append(file)
    return changed


def tell(root: Path, anew: set[str]) -> None:
    """Print what a person should look at after these steps were recorded anew."""
    if anew:
        print("read again, for they rest on what has changed:", *resting(root, anew), sep="\n  ")
    if fallen := [fault for fault in faults(root) if fault.startswith(f"{CLAIMS}/")]:
        print("does not hold of what is recorded:", *fallen, sep="\n  ")


def main() -> None:
    """Record on the engines, and of the pages (`*.md`, else all), that the command line names.

    The default engine comes first: the others refer to its outputs.
    """
    root = Path.cwd()
    try:
        chosen = {word for word in sys.argv[1:] if word.endswith(".md")}
        wanted = generations(" ".join(word for word in sys.argv[1:] if word not in chosen) or DEFAULT.name)
        if chosen - set(pages(root)):
            raise Problem(
                f"no such page: {', '.join(sorted(chosen - set(pages(root))))}. There are: {', '.join(pages(root))}"
            )
        if wrong := obstacles(root):
            raise Problem("\n".join(["nothing was recorded, because of this:", *wrong]))
        verified, times = Verified(root), Times(root)
        anew: set[str] = set()
        with running() as client, Labs(client, print) as labs:
            for generation in sorted(wanted, key=lambda g: g != DEFAULT):
                for name, pair in pages(root).items():
                    if chosen and name not in chosen:
                        continue
                    page = pair[RECORDED]
                    for language in TRACKS:
                        snippets = [Step(root, step).snippet(language) for _, step in page.calls]
                        own = [snippet for snippet in snippets if snippet.language == language]
                        if not own:
                            continue
                        print(f"recording {name} on the {language} track, Docker {generation.name}", flush=True)
                        track = followed(page, language, generation, labs)
                        states = {Step(root, step).bash.state_path: text for step, text in track.states.items()}
                        changed = keep(own, track.printed, states, generation)
                        for file in changed:
                            print(f"  changed: {file.relative_to(root)}")
                        anew |= {f"{file.parent.name}/{file.name.partition('.')[0]}" for file in changed}
                        if generation == DEFAULT:
                            own_times = {snippet.key: track.timed[snippet.key] for snippet in own}
                            times.keep(own_times, anew=bool(changed))
                            times.save({s.key for name in names(root) for s in Step(root, name).snippets()})
                        for snippet in own:
                            verified.record(snippet)
                        verified.save()
        tell(root, anew)
    except Problem as problem:
        sys.exit(f"host0: {problem}".replace(f"{root}/", ""))


if __name__ == "__main__":
    main()
