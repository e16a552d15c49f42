"""Code on a page that nobody runs: whatever the reader sees as code, and is neither a step nor an allowed fence."""

import re
from collections.abc import Iterator

from host0.content.page import Page
from host0.content.project import Project
from host0.content.rendered import Rendered
from host0.content.tree import Node
from host0.problem import Problem

CODE = {"pre", "code", "samp", "listing", "xmp", "plaintext", "textarea"}
"""Elements that a reader takes for code; `<kbd>` is for keys."""

ACTIVE = {"script", "style", "iframe", "object", "embed", "template", "svg"}
"""Elements that a page can do without, and that could show anything."""

PROMPT = re.compile(r"(?:\S*[\w~)\]][$#>%]|[$%]|>>>) +\S|PS [A-Z]:\\")
"""The beginning of a line in which somebody types a command."""

FIX = "nothing runs it; make it a step"


def faults(page: Page, programs: frozenset[str]) -> Iterator[Problem]:
    """Yield what a page shows as code that nobody has run, as far as it can be rendered.

    `programs` are those that steps run.
    """
    rendered = page.rendered
    if rendered is None:
        return
    wrong = [(first, last) for first, last, opening in page.fences if not page.shown(opening)]
    fences = [_words(page.lines[first : last - 1]) for first, last, _ in page.fences]
    if len(rendered.lines) == len(page.lines):  # a placeholder in a fence is filled there
        made = rendered.markdown.split("\n")
        fences += [_words(made[first : last - 1]) for first, last, _ in page.fences]
    place = 0
    for node in _code(rendered.tree):
        if node.tag == "pre" and _words(node.text.split("\n")) in fences:
            continue
        line, place = _place(rendered, node, place)
        if not any(first <= line <= last for first, last in wrong):  # that fence is told
            yield Problem.at(page.path, line, f"{_kind(node)}: {FIX}")
    for first, last, opening in page.fences:
        below = page.lines[last].expandtabs(4) if last < len(page.lines) else ""
        if below.strip() and len(below) - len(below.lstrip()) >= len(opening["before"].expandtabs(4)) + 4:
            yield Problem.at(page.path, last + 1, f"an indented line right below a fence: {FIX}")
        elif page.shown(opening):
            yield from _transcript(page, first, last, opening, programs)


def _code(node: Node) -> Iterator[Node]:
    """Yield the outermost elements of code in an element: not inline code between backticks."""
    for child in node.children:
        if isinstance(child, Node):
            style = child.attributes.get("style", "").replace(" ", "").lower()
            shaped = child.tag in CODE | ACTIVE or "white-space" in style or "monospace" in style
            if shaped and not child.mark:
                yield child
            else:
                yield from _code(child)


def _kind(node: Node) -> str:
    if node.tag in ACTIVE:
        return f"<{node.tag}> in a page, which can show what nobody ran"
    return "an indented code block" if _made(node) else "code as HTML"


def _made(node: Node) -> bool:
    """Return whether Markdown has made the element."""
    return node.tag == "pre" and any(isinstance(child, Node) and child.tag == "code" for child in node.children)


def _words(lines: list[str]) -> list[str]:
    """Return what is in some lines, whatever they are indented by."""
    return " ".join(re.sub(r"^[\s>]+", "", line) for line in lines).split()


def _place(rendered: Rendered, node: Node, place: int) -> tuple[int, int]:
    """Return the page's line of an element of code behind a position in the Markdown, and the position behind it."""
    content = next((line.strip() for line in node.text.split("\n") if line.strip()), "")
    # code that Markdown has made is found by its first line, code in HTML by its tag
    indented = re.compile(rf"^[\s>]*{re.escape(content)}[ \t]*$", re.MULTILINE)
    attribute = "" if node.tag in CODE | ACTIVE else r"[^>]*\bstyle"
    tag = re.compile(rf"<{node.tag}\b{attribute}", re.IGNORECASE)
    for form in (indented, tag) if _made(node) else (tag, indented, re.compile(re.escape(content))):
        if found := form.search(rendered.markdown, place):
            return rendered.line(found.end()), found.end()
    return rendered.line(place), place


def _transcript(
    page: Page, first: int, last: int, opening: re.Match[str], programs: frozenset[str]
) -> Iterator[Problem]:
    """Find a command in a fence that is shown as it is: what it prints would be made up."""
    quote = re.compile(rf"(?:\s*>){{{opening['before'].count('>')}}}")
    lines = [quote.sub("", line, count=1).strip() for line in page.lines[first : last - 1]]
    programs = programs if page.shown(opening) == "text" else frozenset()
    for number, line in enumerate(lines):
        below = next(filter(None, lines[number + 1 :]), "")
        runs = not below.startswith(("```", "~~~")) and _runs(programs, line)
        if PROMPT.match(line) or runs:
            what = "a command in a fence that is shown as it is"
            fix = "nothing runs it, and what it prints is made up; make it a step"
            yield Problem.at(page.path, first + number + 1, f"{what}: {fix}")
            return


def _runs(programs: frozenset[str], line: str) -> bool:
    """Return whether a line is a command of a program that steps run, with or without a prompt."""
    words = re.sub(r"^(?:# +|sudo +)+", "", line).split()
    return bool(words) and words[0] in programs and len(words) > 1


def programs(project: Project) -> frozenset[str]:
    """Return the programs that steps run: the first words of their lines, of which a sentence begins with none."""
    found = set()
    for name in project.names:
        try:
            code = project.step(name).bash.code
        except Problem:  # told as such
            continue
        found |= set(re.findall(r"(?:^|[|;&(]|&&)\s*(?:sudo )?([a-z][a-z0-9_-]+)(?=\s)", code, re.MULTILINE))
    return frozenset(found - {"for", "do", "done", "if", "then", "else", "while", "until", "in", "echo", "test"})
