"""The replay: a track as a recording of a terminal, for readers without a host (asciicast v2, by asciinema).

What is typed and printed comes from the snippets and their recorded outputs, and so cannot differ from the page.
When each line was printed was measured in the run that recorded them; `snippets/replay.json` keeps that. Only the
typing is made up.
"""

import json
from collections.abc import Iterator

from host0.check.times import Times
from host0.content import placeholder
from host0.content.code import CODE
from host0.content.step import Snippet, Step

KEY, PAUSE = 0.03, 1.0
"""Seconds between two characters typed, and before a step is typed: time to read what the last one printed."""

COLUMNS = (80, 132)
"""The least and the greatest width of the terminal, in characters; within it, as wide as the widest line."""

ROWS = 24
PROMPT = max(len(language.prompt("client0")) for language in CODE.values())
"""The width of the longest prompt."""

BRIGHT, GREEN, PLAIN = "\x1b[1m", "\x1b[32m", "\x1b[0m"


def cast(steps: list[Step], track: str, times: Times) -> str:
    """Return a track as an asciicast: a header, then an event a line. Raises `Problem` as `Times.of` does."""
    snippets = [step.snippet(track) for step in steps]
    shown = [text for s in snippets for text in (s.code, "" if s.hidden else s.output())]
    texts = [placeholder.fill(text, placeholder.PAGE).expandtabs(8) for text in shown]
    widest = max((len(line) for text in texts for line in text.splitlines()), default=0) + PROMPT
    width = min(max(widest, COLUMNS[0]), COLUMNS[1])
    events = list(_events(snippets, times))
    rows = [json.dumps([round(when, 3), kind, text], ensure_ascii=False) for when, kind, text in events]
    return "\n".join([json.dumps({"version": 2, "width": width, "height": ROWS}), *rows]) + "\n"


def _events(snippets: list[Snippet], times: Times) -> Iterator[tuple[float, str, str]]:
    now = 0.0
    for number, snippet in enumerate(snippets, 1):
        language = CODE[snippet.language]
        now += PAUSE if number > 1 else 0.0
        yield now, "m", str(number)
        yield now, "o", f"{GREEN}{language.prompt(snippet.on)}{PLAIN}{BRIGHT}"
        for character in placeholder.fill(snippet.code, placeholder.PAGE):
            now += KEY
            yield now, "o", f"\r\n{PLAIN}{language.following}{BRIGHT}" if character == "\n" else character
        yield now, "o", f"{PLAIN}\r\n"
        printed = now
        if not snippet.hidden:
            output = placeholder.fill(snippet.output(), placeholder.PAGE)
            lines = output.splitlines(keepends=True)
            for line, later in zip(lines, [*times.of(snippet), None], strict=False):
                printed = printed if later is None else now + later  # the last line may lack its newline, and a time
                yield printed, "o", line.rstrip("\n") + "\r\n"
        now = printed
