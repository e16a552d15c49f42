"""Read what no program can judge: show each sentence beside its proof, and take down what a person says to it."""

import sys

from host0.check.judged import Item, Judged, items
from host0.content.project import Project
from host0.problem import Problem

ANSWERS = {"y": "yes, it says what its proof shows", "n": "no, it is wrong", "s": "skip it", "q": "quit"}


def show(item: Item, date: str) -> str:
    """Return sentence and proof as a terminal shows them."""
    head = f"━━ {item.key}" + (f" (read as it was on {date})" if date else "")
    sentences = [f"{place}\n{said}" for place, said in zip(item.places, item.said, strict=True)]
    return "\n\n".join([head, *sentences, item.proof])


def ask() -> str:
    """Return a person's answer."""
    told = ", ".join(f"[{key}] {what}" for key, what in ANSWERS.items())
    while True:
        answer = input(f"\nDo both sentences say what this shows? {told}: ").strip().lower()[:1]
        if answer in ANSWERS:
            return answer


def judge(project: Project, chosen: set[str], *, listing: bool) -> list[str]:
    """Let a person read what has to be read, of the chosen pages or all; return what was found wrong.

    With `listing`, only name it; else entries of the record that nothing uses are removed first. Raises `Problem` where
    there is no page of a name, and where there is nobody to ask.
    """
    project.require(chosen)
    every, judged = items(project), Judged(project.root)
    if not listing and judged.unused(every):
        judged.save(every)
    pending = [(item, date) for item, date in judged.pending(every) if not chosen or item.page in chosen]
    if listing:
        return [f"{', '.join(item.places)}: {item.key}" for item, _ in pending]
    if pending and not sys.stdin.isatty():
        raise Problem(f"{len(pending)} to read, and nobody to ask: run this in a terminal (--list names them)")
    wrong = []
    for number, (item, date) in enumerate(pending, 1):
        print(f"\n{show(item, date)}\n\n{number} of {len(pending)}")
        try:
            answer = ask()
        except (EOFError, KeyboardInterrupt):
            break
        if answer == "q":
            break
        if answer == "y":
            judged.accept(item)
            judged.save(every)
        elif answer == "n":
            wrong.append(f"{', '.join(item.places)}: {item.key}: judged wrong: correct the sentence or its proof")
    return wrong
