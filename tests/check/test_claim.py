"""A claim is proven by what it says must be seen, on every engine; what is wrong in saying so is told at its line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from host0.check.claim import OFTEN, claims
from host0.check.predicate import KINDS
from host0.check.proof import falls, proofs
from host0.content.generation import DEFAULT, GENERATIONS
from host0.content.page import Page
from host0.content.project import Project
from host0.content.step import Step
from host0.run.record import obstacles, tell
from tests.helpers.project import ADDED, Mini, mini
from tests.helpers.told import faults

ROOT = Path(__file__).parents[2]
FILE = "docs/claims/index.yml"
OTHER = next(name for name in GENERATIONS if name != DEFAULT.name)
QUOTE = "It prints nothing.\n\n"
CALL = '{{ step("host/two") }}'


@pytest.fixture
def project(tmp_path: Path) -> Mini:
    """Return the miniature project with a claim that the step `host/two` proves, by three lines in bash and Python."""
    project = mini(tmp_path)
    project.both("{ #next }", "{ #next .claim }")
    for name in ("two.out", "two.py.out"):
        project.write(f"snippets/host/{name}", "one\ntwo words\none\n")
    prove(project, "has: words")
    return project


def prove(project: Mini, *shows: str, rest: str = "") -> None:
    """Write the claim's proof: what it shows, each without braces and, if it names no place, of the step's output."""
    items = [f"    - {{{one}}}" if "host/" in one else f"    - {{{one}, in: host/two}}" for one in shows]
    project.write(FILE, "\n".join(["next:", "  shows:", *items, *([rest] if rest else []), ""]))


def quote(project: Mini) -> None:
    """Let the claim begin with a quote, in both languages."""
    for language, words in OFTEN.items():
        project.edit(f"docs/{language}/index.md", "See ", f"> {words}{QUOTE}See ")


def test_in_order(project: Mini) -> None:
    """A claim that says what must be seen has no fault."""
    assert faults(project.root) == []


HOLDS = {
    "has": ("has: words", "has: word in"),
    "has each": ("has: [one, two]", "has: [one, three]"),
    "has, in a line": ("has: two, in: host/two:2", "has: two, in: host/two:1"),
    "has, in a line with a text": ("has: two, in: host/two:words", "has: one, in: host/two:words"),
    "has, in lines": ("has: one, in: host/two:2-3", "has: one, in: host/two:2-2"),
    "lacks": ("lacks: three", "lacks: two"),
    "lacks each": ("lacks: [three, four]", "lacks: [three, two]"),
    "is": ("is: [one, two words, one]", "is: [one, two words]"),
    "is a line": ("is: two words, in: host/two:2", "is: two, in: host/two:2"),
    "is a word": ("is: words, in: host/two:2.2", "is: words, in: host/two:2.1"),
    "empty": (None, "empty: host/two"),
    "equal": ("equal: [host/two:1, host/two:3]", "equal: [host/two:1, host/two:2]"),
    "differ": ("differ: [host/two:1, host/two:2]", "differ: [host/two:1, host/two:2, host/two:3]"),
    "differ in words": ("differ: [host/two:2.1, host/two:2.2]", "differ: [host/two:1.1, host/two:3.1]"),
    "status": ("status: 0", "status: 1"),
    "lines": ("lines: 3", "lines: 2"),
    "count": ("count: 2, of: one", "count: 1, of: one"),
}


@pytest.mark.parametrize("kind", HOLDS)
def test_predicate(project: Mini, kind: str) -> None:
    """A predicate holds, or the claim falls, and is named with its line in both languages."""
    holds, fails = HOLDS[kind]
    if holds:
        prove(project, "has: words", holds)
        assert faults(project.root) == []
    prove(project, "has: words", fails)
    where = "#next (docs/zh/index.md:5, docs/en/index.md:5): not proven on Docker 20.10, in bash: it is otherwise there"
    assert faults(project.root) == [f"{FILE}:4: {where}"]


def test_every_kind_is_tried() -> None:
    """No kind of predicate is without a try above."""
    assert {text.partition(":")[0] for pair in HOLDS.values() for text in pair if text} == set(KINDS)


def test_empty(project: Mini) -> None:
    """An output that must be empty is: that is something to see."""
    for name in ("two.out", "two.py.out"):
        project.write(f"snippets/host/{name}", "")
    prove(project, "empty: host/two", "lines: 0")
    assert faults(project.root) == []


@pytest.mark.parametrize(("file", "engine", "code"), [
    ("two.out", next(iter(GENERATIONS)), "bash"),
    (f"two.{OTHER}.out", OTHER, "bash"),
    ("two.28.5.out", "28.5", "bash"),
    ("two.py.28.5.out", "28.5", "python"),
])  # fmt: skip
def test_on_each_engine(project: Mini, file: str, engine: str, code: str) -> None:
    """An output that has changed lets the claim fall, whichever engine's and language's of code it is."""
    project.write(f"snippets/host/{file}", "one\n")
    assert f"not proven on Docker {engine}, in {code}" in faults(project.root)[0]


def test_of_some(project: Mini) -> None:
    """A predicate may be said of an engine, or of a language of code, where the output has another form."""
    project.write("snippets/host/two.28.5.out", "new\n")
    others = "'20.10, 26.1'"
    prove(project, f"has: words, engines: {others}", "is: new, engines: 28.5, code: bash", "lines: 3, code: python")
    assert faults(project.root) == []


def test_quote(project: Mini) -> None:
    """A claim begins with a quote if, and only if, it says what that would make us see."""
    quote(project)
    both = [f"docs/{language}/index.md:5" for language in ("zh", "en")]
    assert [fault.partition(": ")[0] for fault in faults(project.root)] == both
    assert "begins with a quote, but docs/claims/index.yml:1 says not" in faults(project.root)[0]
    prove(project, "has: words", rest="  myth:\n    - {empty: host/two}")
    assert faults(project.root) == []
    for language, words in OFTEN.items():
        project.edit(f"docs/{language}/index.md", f"> {words}{QUOTE}", "")
    assert "docs/claims/index.yml:1 refutes something: begin the claim with a quote" in faults(project.root)[0]


def test_quote_that_misleads(project: Mini) -> None:
    """A quote says first that it is what is often claimed, in its page's language."""
    project.both("See ", f"> {OFTEN['en']}{QUOTE}See ")
    prove(project, "has: words", rest="  myth:\n    - {empty: host/two}")
    assert [fault.split(": ")[::2] for fault in faults(project.root)] == [
        ["docs/zh/index.md:5", "begin it with **常见说法：**"]
    ]


def test_myth(project: Mini) -> None:
    """What is refuted must be false on each engine."""
    quote(project)
    project.write("snippets/host/two.28.5.out", "")
    prove(project, "has: words, engines: '20.10, 26.1'", "lines: 0, engines: 28.5, code: bash",
          "has: words, code: python", rest="  myth:\n    - {empty: host/two}")  # fmt: skip
    assert "what it refutes is not refuted on Docker 28.5, in bash: it is so there" in faults(project.root)[0]


@pytest.mark.parametrize("weak", ["lacks: three", "status: 0"])
def test_nothing_seen(project: Mini, weak: str) -> None:
    """A step of a claim's section of which nothing is said, or nothing but what holds of any, is told."""
    prove(project, weak)
    assert "nothing is said of what host/two prints in bash" in faults(project.root)[0]
    prove(project, "has: words, engines: 20.10")
    assert "nothing is said of what host/two prints on Docker 26.1, 28.5" in faults(project.root)[0]
    prove(project, "has: words, code: bash")
    assert "nothing is said of what host/two prints in python" in faults(project.root)[0]


def test_hidden(project: Mini) -> None:
    """Of a hidden output, its status is all that there is to see."""
    project.edit("snippets/host/two.sh", "# step: on=client0", "# step: on=client0 output=hidden:why")
    assert "its output is hidden" in faults(project.root)[0]
    prove(project, "status: 0, code: bash", "has: words, code: python")
    assert faults(project.root) == []


def test_order(project: Mini) -> None:
    """Set-up, what is shown, and clean-up are the section's steps, in the page's order."""
    project.both(CALL, f'{{{{ step("host/three") }}}}\n\n{CALL}\n\n{{{{ step("host/four") }}}}')
    for name in ("three", "four"):
        project.write(f"snippets/host/{name}.sh", "cd\n")
        project.write(f"snippets/host/{name}.out", "")
    assert "nothing is said of what host/three prints" in faults(project.root)[0]
    prove(project, "has: words", rest="  setup: [host/three]\n  clean-up: [host/four]")
    assert faults(project.root) == []
    project.both('step("host/three")', 'step("host/XXX")')
    project.both('step("host/four")', 'step("host/three")')
    project.both('step("host/XXX")', 'step("host/four")')
    assert "its steps are in another order on the page (host/four, host/two, host/three)" in faults(project.root)[0]


ITEM = "next:\n  shows:\n    - "
BAD: dict[str, tuple[str, int, str]] = {
    "unknown predicate": (ITEM + "{sees: x, in: host/two}\n", 3, "unknown predicate 'sees' (known: has"),
    "two in one": (ITEM + "{has: x, lacks: y, in: host/two}\n", 3, "say one thing in each item"),
    "no predicate": (ITEM + "{in: host/two}\n", 3, "no predicate: say one thing"),
    "no place": (ITEM + "{has: x}\n", 3, "has without 'in': add it"),
    "two places": (ITEM + "{has: x, in: [host/two, host/one]}\n", 3, "speaks of one place"),
    "needless": (ITEM + "{empty: host/two, in: host/two}\n", 3, "empty takes no 'in': remove it"),
    "bad place": (ITEM + "{has: x, in: two}\n", 3, "'two' is no place in an output: write folder/name"),
    "backwards": (ITEM + "{has: x, in: host/two:3-2}\n", 3, "ends before it begins"),
    "one place": (ITEM + "{equal: [host/two:1]}\n", 3, "equal needs two places or more"),
    "the same": (ITEM + "{equal: [host/two:1, host/two:1]}\n", 3, "equal names a place twice"),
    "no text": (ITEM + "{has: '', in: host/two}\n", 3, "has without a text"),
    "no number": (ITEM + "{lines: many, in: host/two}\n", 3, "lines takes one number"),
    "no engine": (ITEM + "{has: one, in: host/two, engines: 20.1}\n", 3, "unknown engines 20.1: 20.10"),
    "no code": (ITEM + "{has: one, in: host/two, code: perl}\n", 3, "unknown code perl: bash, python"),
    "a key twice": (ITEM + "{has: one, has: two, in: host/two}\n", 3, "a key stands twice"),
    "no line": (ITEM + "{has: one, in: host/two:9}\n", 3, "there is no line 9: the output has 3"),
    "no word": (ITEM + "{is: one, in: host/two:1.2}\n", 3, "there is no word 2 in line 1: it has 1"),
    "no such text": (ITEM + "{has: one, in: host/two:nine}\n", 3, "no line has 'nine'"),
    "a text twice": (ITEM + "{has: one, in: host/two:one}\n", 3, "2 lines have 'one': name a text that"),
    "another step": (ITEM + "{has: one, in: host/one}\n", 3, "host/one is no step of this claim (its"),
    "another step, below": ("next:\n  shows:\n    - has: one\n      in: host/one\n", 4, "host/one is no step of this"),
    "another set-up": ("next:\n  setup: [host/one]\n  shows:\n    - {has: one, in: host/two}\n", 2, "is no step"),
    "another myth": (ITEM + "{has: one, in: host/two}\n  myth:\n    - {empty: host/one}\n", 5, "is no step of this"),
    "no such claim": ("nxt:\n  shows:\n    - {has: one, in: host/two}\n", 1, "index.md has no claim #nxt"),
    "without predicates": ("next:\n  setup: [host/two]\n", 1, "add `shows:`"),
    "nothing": ("next:\n", 1, "nothing below next: add `shows:`"),
    "nothing shown": ("next:\n  shows: []\n", 2, "shows takes a list with something in it"),
    "unknown key": ("next:\n  show:\n    - {has: one, in: host/two}\n", 2, "unknown key 'show' (known: setup"),
    "twice": ((ITEM + "{has: one, in: host/two}\n") * 2, 4, "next stands twice"),
    "not YAML": (ITEM + "{has: [one, in: host/two}\n", 3, "not YAML: "),
    "not a mapping": ("- next\n", 1, "a claims' file has a claim's id, a colon"),
    "a nested text": (ITEM + "{has: {one: two}, in: host/two}\n", 3, "a text, or a list of texts"),
    "no item": (ITEM + "has\n", 3, "a predicate is written {has: TEXT, in: folder/name}"),
    "empty": ("", 1, "a claims' file has a claim's id, a colon"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_bad(project: Mini, kind: str) -> None:
    """What is wrong in a claims' file is told with its line, what it is, and what to do."""
    text, line, what = BAD[kind]
    project.write(FILE, text)
    found = [fault for fault in faults(project.root) if fault.startswith(f"{FILE}:{line}: ")]
    assert len(found) == 1, faults(project.root)
    assert what in found[0]


SECTIONS = {
    "without a step": ("## C { #c .claim }", "a claim without a step: call the step that proves it, or link a source"),
    "with a source": ("## C { #c .claim }\n\nSays [somebody](https://example.org).", ""),
    "with a source elsewhere": ("## C { #c .claim }\n\n## D { #d }\n\n[It](https://example.org).", "without a step"),
    "refutes by nothing": ("## C { #c .claim }\n\n> Said.\n\n[It](https://example.org).", "refutes nothing"),
    "unknown class": ("## C { #c .clam }", "unknown class .clam of a heading (known: .claim)"),
    "a state": ("## C { #c .claim .not-run }\n\n[It](https://example.org).", "follows from its steps and docs/claims"),
}


@pytest.mark.parametrize("kind", SECTIONS)
def test_section(project: Mini, kind: str) -> None:
    """A claim has a proof, or a source; it does not say of itself what it is."""
    text, what = SECTIONS[kind]
    for language in ("zh", "en"):
        page = (project.root / f"docs/{language}/index.md").read_text()
        project.write(f"docs/{language}/index.md", f"{page}\n{text}\n")
    found = faults(project.root)
    assert [fault.partition(": ")[0] for fault in found] == [
        f"docs/{one}/index.md:{ADDED}" for one in ("zh", "en") if what
    ]
    assert all(what in fault for fault in found)


def test_without_a_proof(project: Mini) -> None:
    """A claim that says not what must be seen is told in both languages."""
    project.write(FILE, "other:\n  shows:\n    - {has: one, in: host/two}\n")
    what = 'what must be seen in host/two? Say so in docs/claims/index.yml, below "next:"'
    assert [what in fault for fault in faults(project.root)] == [True, True, False]
    (project.root / FILE).unlink()
    assert [what in fault for fault in faults(project.root)] == [True, True]


def test_stray(project: Mini) -> None:
    """A claims' file belongs to a page."""
    project.write("docs/claims/facts.yml", "")
    project.write("docs/claims/index.yaml", "")
    found = faults(project.root)
    assert [fault.partition(": ")[0] for fault in found] == ["docs/claims/facts.yml:1", "docs/claims/index.yaml:1"]
    assert all("belongs to no page (pages: index.md): name it like one" in fault for fault in found)


def test_recording(project: Mini, capsys: pytest.CaptureFixture[str]) -> None:
    """A claim that falls is no reason not to record: what is recorded may prove it. A page with a fault is one."""
    prove(project, "is: what will be printed")
    (project.root / "snippets/host/one.out").unlink()
    assert len(faults(project.root)) == 2
    assert obstacles(Project(project.root)) == []
    tell(project.root, {"host/two"})
    assert capsys.readouterr().out.split("\n")[:4] == [
        "read again, for they rest on what has changed:",
        "  docs/zh/index.md:5: Next (host/two)",
        "  docs/en/index.md:5: Next (host/two)",
        "does not hold of what is recorded:",
    ]
    project.both("{ #next .claim }", "{ #next .clam }")
    assert len(obstacles(Project(project.root))) == 2


def outputs(step: Step) -> list[tuple[int, str]]:
    """Return status and output of a step on each engine."""
    return [(step.bash.exit, step.bash.output(generation)) for generation in GENERATIONS.values()]


def exchange(root: Path, step: str, other: str) -> None:
    """Put another step's files, those of the project itself, in the place of a step's in a copy."""
    for file in (root / "snippets").glob(f"{step}.*"):
        file.unlink()
    for file in (ROOT / "snippets").glob(f"{other}.*"):
        target = root / "snippets" / f"{step}.{file.name.partition('.')[2]}"
        target.parent.mkdir(exist_ok=True)
        shutil.copy(file, target)


def silence(root: Path, step: str, other: str) -> None:
    """Let a step print nothing, in a copy."""
    exchange(root, step, step)
    for file in (root / "snippets").glob(f"{step}.*out"):
        file.write_text("")


@pytest.mark.parametrize("change", [exchange, silence])
@pytest.mark.parametrize("name", [name for name in Project(ROOT).pages if proofs(Project(ROOT), name).there])
def test_no_claim_survives(tmp_path: Path, name: str, change: Callable[[Path, str, str], None]) -> None:
    """No claim of the site survives that any step of its proof prints what the next step does, or nothing."""
    (tmp_path / "snippets").mkdir()
    found = claims(Page(Project(ROOT), "en", name))
    shown = [(claim, step) for claim in found for step in dict.fromkeys(
        step for said in claim.proof.shows for step in said.predicate.steps)]  # fmt: skip
    survived = []
    for (claim, step), (_, other) in zip(shown, shown[1:] + shown[:1], strict=True):
        if change is exchange and outputs(Step(ROOT, step)) == outputs(Step(ROOT, other)):
            continue
        for own in claim.steps:
            exchange(tmp_path, own, own)
        assert not list(falls(Project(tmp_path), claim.proof))
        change(tmp_path, step, other)
        if not list(falls(Project(tmp_path), claim.proof)):
            survived.append((claim.id, step, other))
    assert survived == []


def test_exchanged_on_the_page(tmp_path: Path) -> None:
    """Two claims of the site that exchange their steps, in both languages, are both named."""
    for folder in ("docs", "snippets"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    name = next(name for name in Project(ROOT).pages if proofs(Project(ROOT), name).there)
    one, other = [claim for claim in claims(Page(Project(ROOT), "en", name)) if len(claim.steps) == 1][:2]
    (first,), (second,) = one.steps, other.steps
    for language in ("zh", "en"):
        page = tmp_path / "docs" / language / name
        text = page.read_text(encoding="utf-8").replace(f'step("{first}")', "XXX")
        text = text.replace(f'step("{second}")', f'step("{first}")').replace("XXX", f'step("{second}")')
        page.write_text(text, encoding="utf-8")
    found = "\n".join(faults(tmp_path))
    assert f"#{one.id} (" in found
    assert f"#{other.id} (" in found
