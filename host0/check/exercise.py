"""An exercise: a host0 with one fault that is not named, for the reader to mend, in a section of `exercises.md`.

    wiki:                # its name: the id of its heading, and what its steps' names begin with
      wrong:             # three scripts for host0 that look like a mend, after each of which its check is red
        - docker restart wiki
      right: iptables …  # a script for host0, after which it is green; another way than its step `mend`

This is `docs/exercises.yml`. The rest is five steps in Bash, in the section's order: `exercises/wiki-break` makes the
fault, `wiki-see` shows it from client0, `wiki-mend` is the shortest way, `wiki-check` says on client0, by its exit
status, whether it is mended, and `wiki-end` cleans up. At least two hints, boxes of the type `tip`, stand before
the mend.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from host0.check.marked import Wrong, line_of, pairs
from host0.content import placeholder, yml
from host0.content.page import Heading, Page
from host0.content.project import Project
from host0.content.section import sections
from host0.problem import Problem, listed

FILE = Path("docs", "exercises.yml")
PAGE = "exercises.md"
FOLDER = "exercises"
PARTS = {"break": "host0", "see": "client0", "mend": "host0", "check": "client0", "end": "host0"}
"""What the names of its steps end in, in their order, each with where it runs."""
WRONG, HINTS = 3, 2
"""How many wrong mends an exercise has, and how many hints at least."""
HINT = re.compile(r"^/// details \|[^\n]*\n    type: tip$", re.MULTILINE)


@dataclass
class Exercise:
    """An exercise as the file has it: scripts in Bash for host0, placeholders unfilled."""

    name: str
    line: int
    wrong: list[str] = field(default_factory=list)
    right: str = ""

    def step(self, part: str) -> str:
        """Return the name of one of its steps: that of `PARTS`."""
        return f"{FOLDER}/{self.name}-{part}"


def exercises(project: Project) -> list[Exercise]:
    """Return the exercises, in the file's order. Raises `Problem` with everything that is wrong with the file."""
    found, wrong = project.once(_read)
    if wrong:
        raise listed(f"{FILE} is not in order:", wrong)
    return found


def faults(project: Project) -> Iterator[Problem]:
    """Yield what is wrong with the file, or with the page, in both languages, that its exercises stand on."""
    found, wrong = project.once(_read)
    pair = project.pages.get(PAGE)
    yield from wrong
    if not pair:
        yield from [Problem.at(FILE, 1, f"there is no page {PAGE}: write it, or remove the file")] if found else []
        return
    told = {fault.line for fault in wrong}
    known = {one.name: one for one in found}
    for page in pair.values():
        there = [(heading, end) for heading, end in sections(page) if heading.level != "#"]
        for heading, end in there:
            if heading.id in known:
                yield from _section_faults(page, known[heading.id], heading, end)
            elif any(heading.line < number < end for number, _ in page.calls):
                what = f"steps of no exercise: name it in {FILE}, by the heading's id, or move them to another page"
                yield Problem.at(page.path, heading.line, what)
        ids = [heading.id for heading, _ in there]
        for one in found:
            if one.name not in ids and one.line not in told:
                told.add(one.line)
                yield Problem.at(FILE, one.line, f"{one.name} has no section on {page.path}: a heading with this id")
    # which of two orders is meant, nobody can know: it is told where both begin to differ
    order = [heading.id for heading in next(iter(pair.values())).headings if heading.id in known]
    for one, id_ in zip([one for one in found if one.name in order], order, strict=False):
        if one.name != id_:
            yield Problem.at(FILE, one.line, f"{one.name} stands where the page has {id_}: keep the page's order")
            break


def _section_faults(page: Page, exercise: Exercise, heading: Heading, end: int) -> Iterator[Problem]:
    calls = [(number, step) for number, step in page.calls if heading.line < number < end]
    wanted = [exercise.step(part) for part in PARTS]
    if [step for _, step in calls] != wanted:
        what = f"the exercise has to call these steps, in this order: {', '.join(wanted)}"
        yield Problem.at(page.path, heading.line, what)
        return
    mend = calls[list(PARTS).index("mend")][0]
    hints = len(HINT.findall("\n".join(page.lines[heading.line : mend - 1])))
    if hints < HINTS:
        what = f"{hints} hints before the mend, at least {HINTS} must be: `/// details | …`, below it `    type: tip`"
        yield Problem.at(page.path, heading.line, what)
    for (number, step), place in zip(calls, PARTS.values(), strict=True):
        try:
            snippet = page.project.step(step).bash
        except Problem:
            continue  # told with the page, or with the step
        if snippet.on != place:
            yield Problem.at(page.path, number, f"{step} has to run on {place}: see the first line of its snippet")
        if step == exercise.step("check") and snippet.exit:
            yield Problem.at(
                page.path, number, f"{step} has to exit with 0 when all is mended, not with {snippet.exit}"
            )


def _read(project: Project) -> tuple[list[Exercise], list[Problem]]:
    """Return the exercises of a project, and what is wrong in the file; one with a fault is among them, too."""
    file = project.root / FILE
    if not file.is_file():
        return [], []
    found: dict[str, Exercise] = {}
    wrong = []
    try:
        top = yml.compose(file)
        for key, node in pairs(top, "an exercise's name, a colon, and below it its mends, must stand here"):
            try:
                if key.value in found:
                    raise Wrong(key, f"{key.value} stands twice: give one of them another name")
                _fill(found.setdefault(key.value, Exercise(key.value, line_of(key))), key, node)
            except Wrong as error:
                wrong.append(Problem.at(FILE, error.line, str(error)))
    except Problem as problem:
        wrong.append(problem.under(project.root))
    except Wrong as error:
        wrong.append(Problem.at(FILE, error.line, str(error)))
    return list(found.values()), wrong


def _fill(exercise: Exercise, key: yaml.Node, node: yaml.Node) -> None:
    for name, content in pairs(node, f"nothing below {exercise.name}: add `wrong:` and `right:`"):
        if name.value == "wrong" and isinstance(content, yaml.SequenceNode):
            exercise.wrong = [_script(one) for one in content.value]
        elif name.value == "right":
            exercise.right = _script(content)
        elif name.value == "wrong":
            raise Wrong(content, "wrong takes a list of scripts, each as `- …`")
        else:
            raise Wrong(name, f"unknown key {name.value!r} (known: wrong, right)")
    if len(set(exercise.wrong)) != WRONG:
        raise Wrong(key, f"{exercise.name} has {len(set(exercise.wrong))} wrong mends, it needs {WRONG}")
    if not exercise.right:
        raise Wrong(key, f"{exercise.name} has no right way besides its step: add `right:`")


def _script(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or not str(node.value).strip():
        raise Wrong(node, "a script must stand here: one line, or several below `|`")
    text = str(node.value)
    for number, name in placeholder.unknown(text):
        line = line_of(node) + number - (node.style not in ("|", ">"))
        raise Wrong(node, f"unknown placeholder {{{name}}} in line {line} (known: {', '.join(placeholder.LAB)})")
    return text
