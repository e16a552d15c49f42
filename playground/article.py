"""The article's steps as the reader's tab runs them, and what they read from host0's disk.

python -m playground.article FILE    runs them once, and writes the blocks of the disk that they read
"""

import json
import sys
from pathlib import Path

from host0 import placeholder
from host0.errors import Problem
from host0.page import pages
from host0.step import Snippet, Step
from playground.tab import Tab

PAGE, LANGUAGE = "index.md", "en"
LIMIT = 1200.0
"""Seconds for a step; the machine that builds may be a busy one."""


def steps(root: Path) -> list[Step]:
    """Return the article's steps, in order."""
    return [Step(root, name) for _, name in pages(root)[PAGE][LANGUAGE].calls]


def code(snippet: Snippet) -> str:
    """Return a snippet as the tab's machine runs it: its addresses are the lab's."""
    return placeholder.fill(snippet.code, placeholder.LAB)


def main() -> None:
    """Run the article's bash track once on the machine that was built, and write down what it read."""
    root = Path(__file__).parent.parent
    try:
        with Tab(raw=True) as tab:
            for step in steps(root):
                answer = tab.ask({"run": step.bash.on, "code": code(step.bash)}, LIMIT)
                print(f"playground: {answer['seconds']:6.1f} s ({answer['cpu']:.1f} of CPU)  {step.name}", flush=True)
                if answer["status"] != step.bash.exit:
                    raise Problem(f"{step.name} exited with {answer['status']}; it printed:\n{answer['output']}")
            blocks = tab.ask({"reads": True})["blocks"]
    except Problem as problem:
        sys.exit(f"playground: {problem}")
    Path(sys.argv[1]).write_text(json.dumps(blocks))


if __name__ == "__main__":
    main()
