"""The reader's tab compares as the tests do: `web/tab/transcript.mjs` answers as `host0/check/transcript.py` does."""

import json
import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from host0.check.transcript import Renaming, as_json, forms
from host0.site import tab
from tests.check.test_transcript import FORMS, recordings, renamer
from tests.conftest import ROOT
from tests.helpers import vectors
from tests.helpers.server import served

ANSWER = """async ([forms, tracks]) => {
    const { Renaming } = await import("./transcript.mjs")
    return tracks.map((outputs) => {
        const renaming = new Renaming(forms)
        return outputs.map((output) => (renaming.match(...output) ? "" : renaming.difference(...output)))
    })
}"""
"""Returns for each output of each track nothing if it is the recorded one, else the difference."""

Outputs = list[tuple[str, str, str]]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Return a tab that may import the module."""
    with served(ROOT / tab.SHELL) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}old.js")
        yield page
        context.close()


def ours(outputs: Outputs) -> list[str]:
    """Return what Python answers for a track."""
    renaming = Renaming()
    return ["" if renaming.match(*one) else renaming.difference(*one) for one in outputs]


def theirs(page: Page, tracks: list[Outputs]) -> list[list[str]]:
    """Return what the browser answers for each track."""
    told = [[(scope, as_json(recorded), printed) for scope, recorded, printed in outputs] for outputs in tracks]
    found: list[list[str]] = page.evaluate(ANSWER, json.loads(json.dumps([forms(), told])))
    return found


def test_vectors(page: Page) -> None:
    """Every vector has its answer, and every difference its lines."""
    tracks = vectors.tracks()
    assert len(tracks) > 100
    for track, answers in zip(tracks, theirs(page, [[one[:3] for one in t.outputs] for t in tracks]), strict=True):
        for (_, recorded, printed, equal), answer in zip(track.outputs, answers, strict=True):
            assert (answer == "") == equal, f"{track.says}: {recorded}\n{printed}\n{answer}"
        if track.difference is not None:
            assert answers[-1].split("\n") == track.difference, track.says


@pytest.mark.parametrize("seed", range(5))
def test_recordings(page: Page, seed: int) -> None:
    """Both answer alike for every recording: as it is, with all names changed, and with characters changed anywhere."""
    chance = random.Random(seed)  # noqa: S311 (a test that can be repeated)
    tracks: list[Outputs] = []
    for outputs in recordings():
        rename = renamer(chance)
        tracks.append([("", output, FORMS.sub(rename, output)) for output in outputs])
        tracks.append([("", output, mutated(output, chance)) for output in outputs])
        lines = "".join(outputs).splitlines(keepends=True)
        tracks.append([("", "".join(lines), "".join(chance.sample(lines, len(lines))))])
    answers = theirs(page, tracks)
    for track, answer in zip(tracks, answers, strict=True):
        assert answer == ours(track)
    assert any(answer for track in answers for answer in track)


def mutated(output: str, chance: random.Random) -> str:
    """Return an output with one of its characters another, names included."""
    if not output:
        return "\n"
    place = chance.randrange(len(output))
    return output[:place] + chance.choice("abz019 .:-/_ \n\r\tÄ中\u2028") + output[place + 1 :]
