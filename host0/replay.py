"""The replay: a track as a recording of a terminal, for readers without a host (asciicast v2, by asciinema).

What is typed and printed comes from the snippets and their recorded outputs, and so cannot differ from the page.
When each line was printed was measured in the run that recorded them; `snippets/replay.json` keeps that. Only the
typing is made up.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from host0 import placeholder
from host0.errors import Problem
from host0.files import replace
from host0.step import FOLDER, Snippet, Step

FILE = "replay.json"

KEY, PAUSE = 0.03, 1.0
"""Seconds between two characters typed, and before a step is typed: time to read what the last one printed."""

COLUMNS = (80, 132)
"""The least and the greatest width of the terminal, in characters; within it, as wide as the widest line."""

ROWS = 24
PROMPTS = {"host0": "root@host0:~# ", "client0": "root@client0:~# ", "python": ">>> "}
BRIGHT, GREEN, PLAIN = "\x1b[1m", "\x1b[32m", "\x1b[0m"


class Times:
    """When each line of each recorded output was printed: the content of `snippets/replay.json`."""

    def __init__(self, root: Path) -> None:
        self._path = root / FOLDER / FILE
        self._lines: dict[str, list[float]] = {}
        if self._path.exists():
            try:
                self._lines = json.loads(self._path.read_text(encoding="utf-8"))
            except json.JSONDecodeError as error:
                raise Problem(f"{FOLDER}/{FILE}:{error.lineno}: not JSON ({error.msg}): restore it from git") from None

    def of(self, snippet: Snippet) -> list[float]:
        """Return a time in seconds for each newline of a snippet's output.

        Raises `Problem` if its output was recorded without.
        """
        known = self._lines.get(snippet.key, [])
        if len(known) != snippet.output().count("\n"):
            raise Problem(f"{snippet.path}:1: when its output was printed was never recorded: make record")
        return known

    def keep(self, timed: dict[str, list[float]], *, anew: bool) -> None:
        """Take in the times of a track: all if its outputs were recorded `anew`, else those that are missing."""
        for key, lines in timed.items():
            if anew or len(self._lines.get(key, ())) != len(lines):
                self._lines[key] = lines

    def save(self, keys: set[str]) -> None:
        """Write the times of these snippets; the others are no more."""
        lines = {key: self._lines[key] for key in sorted(self._lines) if key in keys}
        text = ",\n".join(f" {json.dumps(key)}: {json.dumps(times)}" for key, times in lines.items())
        replace({self._path: f"{{\n{text}\n}}\n".encode()})


def cast(steps: list[Step], track: str, times: Times) -> str:
    """Return a track as an asciicast: a header, then an event a line. Raises `Problem` as `Times.of` does."""
    snippets = [step.snippet(track) for step in steps]
    shown = [text for s in snippets for text in (s.code, "" if s.hidden else s.output())]
    texts = [placeholder.fill(text, placeholder.PAGE).expandtabs(8) for text in shown]
    widest = max((len(line) for text in texts for line in text.splitlines()), default=0) + len(PROMPTS["client0"])
    width = min(max(widest, COLUMNS[0]), COLUMNS[1])
    events = list(_events(snippets, times))
    rows = [json.dumps([round(when, 3), kind, text], ensure_ascii=False) for when, kind, text in events]
    return "\n".join([json.dumps({"version": 2, "width": width, "height": ROWS}), *rows]) + "\n"


def _events(snippets: list[Snippet], times: Times) -> Iterator[tuple[float, str, str]]:
    now = 0.0
    for number, snippet in enumerate(snippets, 1):
        prompt = PROMPTS[snippet.place]
        now += PAUSE if number > 1 else 0.0
        yield now, "m", str(number)
        yield now, "o", f"{GREEN}{prompt}{PLAIN}{BRIGHT}"
        following = "... " if snippet.place == "python" else "> "
        for character in placeholder.fill(snippet.code, placeholder.PAGE):
            now += KEY
            yield now, "o", f"\r\n{PLAIN}{following}{BRIGHT}" if character == "\n" else character
        yield now, "o", f"{PLAIN}\r\n"
        printed = now
        if not snippet.hidden:
            output = placeholder.fill(snippet.output(), placeholder.PAGE)
            lines = output.splitlines(keepends=True)
            for line, later in zip(lines, [*times.of(snippet), None], strict=False):
                printed = printed if later is None else now + later  # the last line may lack its newline, and a time
                yield printed, "o", line.rstrip("\n") + "\r\n"
        now = printed
