"""The article's steps as the reader's tab runs them: what they need lies in the machine's memory, or comes first.

python -m playground.node.article build/snapshot.bin    runs them on the machine that has booted, and keeps it
python -m playground.node.article build/touched.json    runs them once more, and writes what they still read of the disk
"""

import json
import re
import sys
from pathlib import Path

from host0.content import placeholder
from host0.content.project import Project
from host0.content.step import Snippet, Step
from host0.problem import Problem
from host0.site.tab import ARTICLE
from playground.node.tab import BUILD, HERE, Tab

LANGUAGE = "en"
LIMIT = 1200.0
"""Seconds for a step; the machine that builds may be a busy one."""

SIZES = ((60, 20), (100, 40))
"""Columns and rows of the terminals, round by round: a page tells the machine its own, and narrow ones wrap lines."""

READ_AHEAD = "/sys/block/sda/queue/read_ahead_kb"
AHEAD = 16
"""What host0 reads from its disk at least, in KiB."""


def steps(root: Path) -> list[Step]:
    """Return the article's steps, in order."""
    project = Project(root)
    return [project.step(name) for _, name in project.pages[ARTICLE][LANGUAGE].calls]


def code(snippet: Snippet) -> str:
    """Return a snippet as the tab's machine runs it: its addresses are the lab's."""
    return placeholder.fill(snippet.code, placeholder.LAB)


def follow(tab: Tab, root: Path) -> None:
    """Run the article's bash track. Raises `Problem` if a step does not exit as it should."""
    for step in steps(root):
        answer = tab.ask({"run": step.bash.on, "code": code(step.bash)}, LIMIT)
        print(f"playground: {answer['seconds']:6.1f} s ({answer['cpu']:.1f} of CPU)  {step.name}", flush=True)
        if answer["status"] != step.bash.exit:
            raise Problem(f"{step.name} exited with {answer['status']}; it printed:\n{answer['output']}")


def keep(tab: Tab, root: Path) -> None:
    """Follow the article, and keep the machine with what it then has in memory, its shells fresh."""
    tab.run(f"echo 4 >{READ_AHEAD}")  # KiB: what nobody asked for is not to be kept
    tab.ask({"warm": True})
    for size in SIZES:  # the second time, some steps go other ways than the first
        tab.ask({"resize": size})
        follow(tab, root)
    tab.run("ip link set docker0 down; ip link set docker0 up")  # its first port left it an address
    tab.run("conntrack -F")  # the article's connections, which packet-path.md would list for two minutes
    for place in ("host0", "client0"):
        tab.ask({"run": place, "code": "exit 0"}, LIMIT)
    tab.ask({"run": "host0", "code": "clear"}, LIMIT)
    tab.run(f"echo {AHEAD} >{READ_AHEAD}")
    pages = tab.ask({"save": later(""), "stopped": later("!"), "kept": later("-")}, LIMIT)["pages"]
    print(f"playground: {pages} pages ({pages * 4096 / 1e6:.0f} MB) may come after the prompt", flush=True)


def later(mark: str) -> list[str]:
    """Return the files that guest/later names after a mark, as they are where host0's disk is made.

    Raises `Problem` if one is not there: another suite may have it elsewhere.
    """
    names = re.findall(rf"^{mark}(\w.*)$", (HERE / "guest/later").read_text(), re.MULTILINE)
    found = [(BUILD / "root" / name).resolve() for name in names]
    for name, path in zip(names, found, strict=True):
        if not path.exists():
            raise Problem(f"guest/later: {name} is not on host0's disk: where is it now?")
    files = (file for path in found for file in (path.rglob("*") if path.is_dir() else [path]))
    return [str(file) for file in files if file.is_file() and not file.is_symlink()]


def main() -> None:
    """Do what the command line says."""
    root = HERE.parent
    target = Path(sys.argv[1])
    try:
        if target.name == "snapshot.bin":
            with Tab("booted") as tab:
                keep(tab, root)
        else:
            with Tab("snapshot") as tab:
                tab.ask({"resize": SIZES[0]})
                tab.ask({"warm": True})
                follow(tab, root)
                target.write_text(json.dumps(tab.ask({"reads": True})["blocks"]))
    except Problem as problem:
        sys.exit(f"playground: {problem}")


if __name__ == "__main__":
    main()
