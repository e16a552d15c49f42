"""A page's `docs/claims/<page>.yml`: what must be seen in the steps of each of a page's claims, for both languages.

    port-ignored:                # the claim's id
      setup: [facts/start]       # steps before its proof, of which nothing is claimed
      shows:                     # what must be seen (see `host0.check.predicate`)
        - {has: "port 8080: curl exits with 7", in: facts/publish}
      myth:                      # what the statement that it refutes would make us see: each must be false
        - {lacks: "port 8080: curl exits", in: facts/publish}
      clean-up: [facts/stop]     # steps after its proof

A text is part of the output as it was recorded, with `{host0.ip}` for an address.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from host0.check.marked import Wrong, line_of, pairs
from host0.check.predicate import WEAK, Predicate, Unfit, predicate
from host0.content import yml
from host0.content.generation import GENERATIONS, Generation
from host0.content.project import Project
from host0.content.step import Snippet
from host0.problem import Problem

FOLDER = Path("docs/claims")
STEPS, PREDICATES = ("setup", "clean-up"), ("shows", "myth")


@dataclass(frozen=True)
class Said:
    """A predicate of the claims' file."""

    line: int
    """Where it says in which step to look."""

    predicate: Predicate


@dataclass
class Proof:
    """What a claim says must be seen."""

    line: int
    shows: list[Said] = field(default_factory=list)
    myth: list[Said] = field(default_factory=list)
    setup: list[tuple[int, str]] = field(default_factory=list)
    """Line and name of each step before the proof."""
    clean_up: list[tuple[int, str]] = field(default_factory=list)

    @property
    def order(self) -> list[tuple[int, str]]:
        """Return line and name of its steps in the order in which it names them, which must be the page's."""
        shown = {step: said.line for said in reversed(self.shows) for step in reversed(said.predicate.steps)}
        first = dict.fromkeys(step for said in self.shows for step in said.predicate.steps)
        return [*self.setup, *((shown[step], step) for step in first), *self.clean_up]


@dataclass
class Proofs:
    """A page's claims' file: what it says of each claim, by its id, and line and text of what is wrong in it."""

    path: Path
    """From the project's root."""
    claims: dict[str, Proof] = field(default_factory=dict)
    wrong: list[tuple[int, str]] = field(default_factory=list)
    there: bool = True


def proofs(project: Project, page: str) -> Proofs:
    """Return what a page's claims' file says; nothing if there is none."""
    return project.once(_proofs, page)


def _proofs(project: Project, page: str) -> Proofs:
    path = FOLDER / Path(page).with_suffix(".yml")
    file = project.root / path
    return _read(path, file) if file.is_file() else Proofs(path, there=False)


def _read(path: Path, file: Path) -> Proofs:
    found = Proofs(path)
    try:
        top = yml.compose(file)
        for key, node in pairs(top, "a claims' file has a claim's id, a colon, and below it what must be seen"):
            if key.value in found.claims:
                found.wrong.append((line_of(key), f"{key.value} stands twice: put both together"))
            else:
                found.claims[key.value] = _claim(key, node, found.wrong)
    except Problem as problem:
        found.wrong.append((problem.line, problem.text))
    except Wrong as wrong:
        found.wrong.append((wrong.line, str(wrong)))
    return found


def _claim(key: yaml.ScalarNode, node: yaml.Node, wrong: list[tuple[int, str]]) -> Proof:
    """Return what stands below a claim's id, and add to `wrong` what is wrong there."""
    proof = Proof(line_of(key))
    known = ", ".join((*STEPS, *PREDICATES))
    try:
        for name, content in pairs(node, f"nothing below {key.value}: add `shows:` with what must be seen"):
            if name.value not in (*STEPS, *PREDICATES):
                raise Wrong(name, f"unknown key {name.value!r} (known: {known})")
            if not isinstance(content, yaml.SequenceNode) or not content.value:
                raise Wrong(name, f"{name.value} takes a list with something in it, each item as `- …`")
            if name.value in STEPS:
                steps = [(line_of(one), text) for one in content.value for text in _values(one)]
                setattr(proof, name.value.replace("-", "_"), steps)
                continue
            for item in content.value:
                try:
                    getattr(proof, name.value).append(_said(item))
                except ValueError as error:
                    wrong.append((line_of(item), str(error)))
                except Wrong as error:
                    wrong.append((error.line, str(error)))
    except Wrong as error:
        wrong.append((error.line, str(error)))
    return proof


def _said(item: yaml.Node) -> Said:
    items = pairs(item, "a predicate is written {has: TEXT, in: folder/name}")
    fields = {key.value: value for key, value in items}
    if len(fields) < len(items):
        raise ValueError("a key stands twice in this item: write an item for each")
    return Said(line_of(fields.get("in", item)), predicate({key: _values(value) for key, value in fields.items()}))


def _values(node: yaml.Node) -> list[str]:
    """Return a text, or the texts of a list, as they are written: 20.10 is no number here."""
    if isinstance(node, yaml.ScalarNode):
        return [str(node.value)]
    if isinstance(node, yaml.SequenceNode) and all(isinstance(one, yaml.ScalarNode) for one in node.value):
        return [str(one.value) for one in node.value]
    raise Wrong(node, "a text, or a list of texts, must stand here")


def falls(project: Project, proof: Proof) -> Iterator[tuple[int, str]]:
    """Yield line and text of each predicate that is not so on one of the engines, from the recorded outputs alone.

    Raises `Problem` for a step that there is not, or an output that was never recorded.
    """
    for said in proof.shows:
        if what := _contradicted(project, said.predicate, expected=True):
            yield said.line, f"not proven{what}"
    for said in proof.myth:
        if what := _contradicted(project, said.predicate, expected=False):
            yield said.line, f"what it refutes is not refuted{what}"


def _contradicted(project: Project, said: Predicate, *, expected: bool) -> str:
    steps = {name: project.step(name) for name in said.steps}
    for engine in said.engines:
        for code in said.code:
            if any(code not in (snippet.language for snippet in step.snippets()) for step in steps.values()):
                continue
            generation = GENERATIONS[engine]

            def seen(name: str, code: str = code, generation: Generation = generation) -> tuple[str, Snippet]:
                snippet = steps[name].snippet(code)
                return ("" if snippet.hidden else snippet.output(generation)), snippet

            try:
                if said.holds(seen) != expected:
                    return f" on Docker {engine}, in {code}: {'it is otherwise' if expected else 'it is so'} there"
            except Unfit as unfit:
                return f" on Docker {engine}, in {code}: {unfit}"
    return ""


def unseen(project: Project, proof: Proof, steps: list[str]) -> Iterator[str]:
    """Yield a text for each step of a claim of which it says nothing that another step would not do as well."""
    declared = {name for _, name in (*proof.setup, *proof.clean_up)}
    for name in steps:
        if name in declared:
            continue
        for snippet in project.step(name).snippets():
            strong = [
                said.predicate
                for said in proof.shows
                if name in said.predicate.steps
                and snippet.language in said.predicate.code
                and (said.predicate.kind not in WEAK or snippet.hidden)
            ]
            engines = {engine for one in strong for engine in one.engines}
            if missing := [engine for engine in GENERATIONS if engine not in engines]:
                where = f"on Docker {', '.join(missing)}" if engines else f"in {snippet.language}"
                yield (
                    f"nothing is said of what {name} prints {where}: add to `shows:` what must be seen there "
                    f"({', '.join(sorted(WEAK))} alone would hold of any step), or name it in setup or clean-up"
                )
                break
