"""The path of a packet through host0, as recorded outputs tell it, drawn as a strip: machines, and in them the hops.

The steps `path/KIND-interfaces`, `-rules` and `-process` say where a packet was seen, which rules matched it, and
who got it. The strip is an ordered list: style sheets make boxes and arrows of it.
"""

import html
import re
from dataclasses import dataclass

from host0.content.generation import GENERATIONS
from host0.content.project import Project
from host0.content.step import Snippet
from host0.content.words import spoken
from host0.problem import Problem

SEEN = re.compile(
    r"(?P<machine>\S+) (?P<name>\S+) +(?P<way>In|Out) +(?P<source>\S+) > (?P<target>\S+) port (?P<port>\d+)"
)
RULE = re.compile(r"(?P<table>[a-z]+) (?P<chain>[A-Z][A-Z0-9-]*) (?P<rule>.+)")
PROCESS = re.compile(r'"(?P<name>[^"]+)"')
HOOKS = ("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING")
"""The chains that the kernel itself calls (iptables(8)); the others are called by rules in them."""

WORDS = spoken("path")


@dataclass(frozen=True)
class Hop:
    """One thing that the packet meets."""

    machine: str
    """Where: client0, host0, or a container with a network namespace of its own."""
    kind: str
    """`client`, `interface`, `rules` or `process`."""
    name: str
    notes: tuple[str, ...]


def hops(project: Project, kind: str, language: str) -> list[Hop]:
    """Return the hops that the recorded steps of a kind (`host`, `published`) tell, in order.

    Raises `Problem`, with file and line, for an output that tells something else.
    """
    words = WORDS[language]
    seen = _parse(_recorded(project, f"path/{kind}-interfaces"), SEEN)
    rules = _parse(_recorded(project, f"path/{kind}-rules"), RULE)
    (process,) = _parse(_recorded(project, f"path/{kind}-process"), PROCESS)
    first, last = seen[0], seen[-1]
    asks = words["asks"].format(target=first["machine"], port=first["port"])
    found = [Hop("client0", "client", first["source"], (asks,)), _interface(first, words)]
    # The rules that were traced run between the packet's arrival and its leaving.
    found += [_rules(first["machine"], group, words) for group in _groups(rules)]
    found += [_interface(one, words) for one in seen[1:]]
    return [*found, Hop(last["machine"], "process", process["name"], (words["process"],))]


def _recorded(project: Project, name: str) -> Snippet:
    return project.step(name).bash


def _parse(snippet: Snippet, form: re.Pattern[str]) -> list[re.Match[str]]:
    newest = list(GENERATIONS.values())[-1]  # as the page shows it first
    lines = snippet.output(newest).splitlines()
    found = [form.fullmatch(line) for line in lines]
    for number, match in enumerate(found or [None], 1):
        if match is None:
            what = "no hop of a packet: the strip cannot be drawn from it"
            raise Problem.at(snippet.output_file(newest), number, what)
    return [match for match in found if match]


def _interface(seen: re.Match[str], words: dict[str, str]) -> Hop:
    name, note = seen["name"], words[seen["way"]]
    if seen["way"] == "Out" and name.startswith(("docker", "br-")):
        note = words["bridge"]
    elif seen["way"] == "Out" and name.startswith("veth"):
        note = words["veth"]
    return Hop(seen["machine"], "interface", name, (note,))


def _groups(rules: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Put each hook of the kernel with the chains that its rules called."""
    groups: list[list[re.Match[str]]] = []
    for rule in rules:
        begun = groups and groups[-1][0]["table"] == rule["table"]
        if begun and (rule["chain"] not in HOOKS or rule["chain"] == groups[-1][0]["chain"]):
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _rules(machine: str, group: list[re.Match[str]], words: dict[str, str]) -> Hop:
    first, last = group[0], group[-1]
    called = [found[1] for rule in group if (found := re.search(r"-j ([A-Z][A-Z0-9-]*)$", rule["rule"]))]
    chains = [name for name in dict.fromkeys(called) if name not in ("ACCEPT", "RETURN", "DROP")]
    notes = [words["passed"].format(chains=words["join"].join(chains))] if chains else []
    translated = re.search(r"-j DNAT --to-destination (\S+)", last["rule"])
    if translated:
        notes.append(words["DNAT"].format(target=translated[1]))
    elif last["rule"].endswith("ACCEPT"):
        notes.append(words["nat" if last["table"] == "nat" else "ACCEPT"])
    return Hop(machine, "rules", f"{first['table']} {first['chain']}", tuple(notes))


def draw(project: Project, kinds: tuple[str, ...], language: str) -> str:
    """Return the strips of some kinds, side by side, as HTML without blank lines, placeholders unfilled."""
    words = WORDS[language]
    parts = ['<div class="paths" data-search-exclude>']
    for kind in kinds:
        found = hops(project, kind, language)
        count = words["hops"].format(count=sum(hop.machine != "client0" for hop in found))
        parts.append(f'<div class="path path-{kind}">')
        parts.append(f'<p class="path-title" id="path-{kind}"><strong>{words[kind]}</strong> <span>{count}</span></p>')
        parts.append(f'<ol aria-labelledby="path-{kind}">')
        for machine in dict.fromkeys(hop.machine for hop in found):
            parts.append(f'<li class="path-machine"><span class="path-name">{html.escape(machine)}</span><ol>')
            parts += [_item(hop) for hop in found if hop.machine == machine]
            parts.append("</ol></li>")
        parts.append("</ol></div>")
    return "\n".join([*parts, "</div>"])


def _item(hop: Hop) -> str:
    notes = " ".join(f"<span>{html.escape(note)}</span>" for note in hop.notes)
    return f'<li class="hop hop-{hop.kind}"><code>{html.escape(hop.name)}</code> {notes}</li>'
