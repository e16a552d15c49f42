"""How long each step that the tab can run takes there, for its page to say meanwhile; kept in `docs/durations.json`.

make durations PAGES="PAGE.md …"    measure the steps of these pages, or of all, on the published machine

Each part of a page runs by itself, on a machine that is fresh and has warmed up, as its reader's has.
"""

import json
import sys
from datetime import date
from pathlib import Path

from host0.content.project import Project
from host0.files import replace
from host0.problem import Problem
from host0.site.parts import Part, Parts, parts
from host0.site.steps import DURATIONS, durations
from playground.node.article import LIMIT, code
from playground.node.tab import HERE, Tab

WARM = "while pidof -q docker; do sleep 0.2; done"
"""Ends when what the machine runs unseen has ended."""


def measured(project: Project, found: Parts, part: Part) -> dict[str, float]:
    """Return the seconds of CPU that each step of a part takes: what it would take if nothing else ran.

    Raises `Problem` if one does not exit as it should.
    """
    took = {}
    with Tab() as tab:
        tab.run(WARM)
        for name in found.able(part):
            snippet = project.step(name).bash
            answer = tab.ask({"run": snippet.on, "code": code(snippet)}, LIMIT)
            print(f"playground: {answer['cpu']:6.1f} s of CPU  {name}", flush=True)
            if answer["status"] != snippet.exit:
                raise Problem(f"{name} exited with {answer['status']}; it printed:\n{answer['output']}")
            took[name] = answer["cpu"]
    return {name: took[name] for name in part.steps if name in took}


def main() -> None:
    """Measure what the command line names, and keep it with what is known of other pages."""
    root = HERE.parent
    project = Project(root)
    file = root / DURATIONS
    try:
        found, known = parts(project), durations(project)
    except Problem as problem:
        sys.exit(f"playground: {problem}")
    wrong = []
    for page in sys.argv[1:] or found.pages:
        if page not in found.pages:
            sys.exit(f"playground: {page}: no page of that name calls steps")
        for part in found.pages[page]:
            try:
                known |= measured(project, found, part) if found.able(part) else {}
            except Problem as problem:
                wrong.append(str(problem))
        keep(file, {name: known[name] for each in found.pages for name in found.runs(each) if name in known})
    if wrong:
        sys.exit("\n".join(f"playground: {one}" for one in wrong))


def keep(file: Path, seconds: dict[str, float]) -> None:
    """Write the file: the day of the last measurement, and each step's seconds, in the pages' order."""
    rounded = {name: round(value, 1) for name, value in seconds.items()}
    text = json.dumps({"date": date.today().isoformat(), "seconds": rounded}, indent=1) + "\n"
    replace({file: text.encode()})


if __name__ == "__main__":
    main()
