"""The ledger says of each claim and step what the pages and the test runs say, and nothing else."""

import json
import re
from pathlib import Path

import markdown
import pytest

from host0.check.claim import OFTEN
from host0.check.place import places
from host0.check.times import Times
from host0.check.verified import Passed, Verified, seal
from host0.content.generation import DEFAULT, GENERATIONS
from host0.content.markup import edited
from host0.content.page import Page
from host0.content.project import Project
from host0.problem import Problem
from host0.site.ledger import claim_table, marks, step_table
from tests.helpers.project import Mini, mini

ALL = list(reversed(GENERATIONS))
"""As the ledger lists them: the newest first."""
OTHER = next(name for name in GENERATIONS if name != DEFAULT.name)
EXTENSIONS = ["attr_list", "tables", "toc"]
FACTS = """\
# Facts

## It is `one` { #proven .claim }

{{ step("host/one") }}

## It is two | three { #refuted .claim }

> OFTENIt is one,
> not two.

{{ step("host/two") }}

## It is far away { #far .claim }

Says [somebody](https://example.org).
"""
PROOFS = """\
proven:
  shows:
    - {is: CONTAINER ID, in: host/one}
refuted:
  shows:
    - {has: <title>, in: "host/two:1", engines: 20.10}
    - {lines: 1, in: host/two}
  myth:
    - {empty: host/two}
"""


@pytest.fixture
def project(tmp_path: Path) -> Mini:
    """Return a miniature project whose steps all prove something, verified on all engines."""
    project = mini(tmp_path)
    for language in ("zh", "en"):
        project.write(f"docs/{language}/index.md", "# Title\n\nSee [the facts](facts.md).\n")
        project.write(f"docs/{language}/facts.md", FACTS.replace("OFTEN", OFTEN[language]))
    project.write("docs/claims/facts.yml", PROOFS)
    verify(project, *ALL)
    return project


def verify(project: Mini, *engines: str, date: str = "2001-02-03") -> None:
    """Let each snippet be recorded, and verified on these engines at that date and on no other."""
    project.write("snippets/verified.json", "{}")
    verified, times = Verified(Project(project.root)), Times(Project(project.root))
    for place in places(Project(project.root)):
        key, track = place.snippet.key, place.track
        for generation in GENERATIONS.values():
            verified.record(place.snippet, generation, times)
        verified.update([Passed(key, track, e, place.hashes[e], f"{e}.7+dfsg1") for e in engines])
    verified.save()
    for place in places(Project(project.root)):
        entries(project, place.snippet.key, **{f"e{name.replace('.', '_')}": date for name in engines})


def entries(project: Mini, snippet: str, **changed: str | None) -> None:
    """Change what is known of a snippet: engines (26_1) and the dates they have; none takes the engine away."""
    path = project.root / "snippets/verified.json"
    content = json.loads(path.read_text())
    for name, date in changed.items():
        engine = name.replace("e", "").replace("_", ".")
        for track in content[snippet].keys() & {"bash", "python"}:
            if date:
                known = content[snippet][track][engine] | {"date": date}
                content[snippet][track][engine] = known | {"sum": seal(snippet, track, engine, known)}
            else:
                del content[snippet][track][engine]
    path.write_text(json.dumps(content))


def claims(project: Mini, language: str = "en") -> str:
    """Return the table of claims."""
    return claim_table(Project(project.root), language, Verified(Project(project.root)))


def steps(project: Mini, language: str = "en") -> str:
    """Return the table of steps."""
    return step_table(Project(project.root), language, Verified(Project(project.root)))


def test_states(project: Mini) -> None:
    """Each claim stands there with its state, the statement that it refutes, its proof, engines, date, and links."""
    assert claims(project).split("\n") == [
        "3 in all: 1 proven, 1 that correct a myth, 1 not run here.",
        "",
        "### Facts { #claims-facts }",
        "",
        "| Claim | State | Proof | Docker Engine | Verified |",
        "|---|---|---|---|---|",
        "| [It is `one`](facts.md#proven) | ✓ Proven | [host/one](facts.md#step-host-one): "
        f"the output is `CONTAINER ID` | {', '.join(ALL)} | 2001-02-03 |",
        r"| [It is two \| three](facts.md#refuted) | ✓ Corrects a myth: “It is one, not two.” "
        "| [host/two](facts.md#step-host-two): line 1 has `<title>` (20.10); the output has 1 line; "
        f"not so: the output is empty | {', '.join(ALL)} | 2001-02-03 |",
        "| [It is far away](facts.md#far) | ○ Not run here |  |  |  |",
    ]
    assert "✓ 纠正误解：“It is one,not two.”" in claims(project, "zh")


@pytest.mark.parametrize("table", [claims, steps])
def test_well_formed(project: Mini, table: object) -> None:
    """Markdown makes tables of it whose rows are all as wide as their head."""
    made = markdown.markdown(table(project), extensions=EXTENSIONS)  # type: ignore[operator]
    rows = re.findall(r"<tr>(.*?)</tr>", made, re.DOTALL)
    assert len(rows) == {claims: 4, steps: 2}[table]  # type: ignore[index]
    assert len({row.count("<td") + row.count("<th") for row in rows}) == 1


def test_engines_of_a_proof(project: Mini) -> None:
    """A claim counts as proven on the engines on which all of its snippets passed, since the last of them did."""
    entries(project, "host/two.py", **{f"e{OTHER.replace('.', '_')}": None})
    entries(project, "host/two.sh", **{f"e{DEFAULT.name.replace('.', '_')}": "2002-02-02"})
    row = next(line for line in claims(project).split("\n") if "#refuted" in line)
    assert row.endswith(f"| {', '.join(name for name in ALL if name != OTHER)} | 2002-02-02 |")


def test_never_verified(project: Mini) -> None:
    """A proof that was never verified is none."""
    project.edit("snippets/host/one.sh", "ps", "ps --all")
    with pytest.raises(Problem, match="never verified"):
        claims(project)


def test_no_claims(project: Mini) -> None:
    """Without claims, or without steps, the ledger says so, in a sentence."""
    for language in ("zh", "en"):
        project.write(f"docs/{language}/facts.md", "# Facts\n\n## Heading { #heading }\n")
    assert (claims(project), claims(project, "zh")) == ("There are no claims yet.", "目前还没有结论。")
    assert (steps(project), steps(project, "zh")) == ("There are no steps yet.", "目前还没有步骤。")


def test_steps(project: Mini) -> None:
    """Each step stands there with exact versions, a mark where an engine differs, and a dash where it did not pass."""
    project.write(f"snippets/host/two.py.{OTHER}.out", "another\n")
    verify(project, *ALL)
    entries(project, "host/one.sh", **{f"e{OTHER.replace('.', '_')}": None})
    cells = {name: f"{name}.7" for name in ALL}
    first = " | ".join((cells | {OTHER: "–"}).values())
    second = " | ".join((cells | {OTHER: f"{OTHER}.7 ≠"}).values())
    assert steps(project).split("\n") == [
        "### Facts { #steps-facts }",
        "",
        f"| Step | {' | '.join(ALL)} | Verified |",
        "|---|" + "---|" * (len(ALL) + 1),
        f"| [host/one](facts.md#step-host-one) | {first} | 2001-02-03 |",
        f"| [host/two](facts.md#step-host-two) | {second} | 2001-02-03 |",
    ]


def test_steps_alike(project: Mini) -> None:
    """Neighbors of whom the same is known share a row, each with its link; another date is another row."""
    both = "[host/one](facts.md#step-host-one), [host/two](facts.md#step-host-two)"
    known = " | ".join(f"{name}.7" for name in ALL)
    assert steps(project).split("\n")[4:] == [f"| {both} | {known} | 2001-02-03 |"]
    entries(project, "host/two.sh", **{f"e{DEFAULT.name.replace('.', '_')}": "2002-02-02"})
    assert [row[-14:] for row in steps(project).split("\n")[4:]] == ["| 2001-02-03 |", "| 2002-02-02 |"]


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("proven", ("✓ 已证实", "✓ Proven")),
        ("refuted", ("✓ 纠正误解", "✓ Corrects a myth")),
        ("far", ("○ 未在此运行", "○ Not run here")),
    ],
)
def test_mark(project: Mini, id_: str, words: tuple[str, str]) -> None:
    """A claim's heading says in words the state that follows from its proof; one that claims nothing stays as it is."""
    for language, said in zip(("zh", "en"), words, strict=True):
        page = Page(Project(project.root), language, "facts.md")
        text = f"# T\n\n## Some `--net=host` claim {{ #{id_} .claim }}\n\n## Other {{ #other }}\n"
        made = markdown.markdown(text, extensions=EXTENSIONS, extension_configs={"toc": {"permalink": True}})
        marked = edited(made, marks(made, page))
        assert marked.count("claim-state") == 1
        some, other = re.findall("<h2.*?</h2>", marked, re.DOTALL)
        assert some.endswith(f'</a> <span class="claim-state" data-search-exclude>{said}</span></h2>')
        assert other in made


def test_proof_is_one_element(project: Mini) -> None:
    """What stands below a claim, up to the next heading or the page's end, is in one element, and nothing else is."""
    page = Page(Project(project.root), "en", "facts.md")
    claim = "## C { #proven .claim }\n\none\n\n- two\n\n"
    for text, ends in ((f"{claim}## Other\n\nthree\n", "<h2"), (claim, "")):
        made = markdown.markdown(text, extensions=EXTENSIONS, extension_configs={"toc": {"permalink": True}})
        marked = edited(made, marks(made, page))
        inside, _, rest = marked.partition('<div class="proof">')[2].partition("</div>\n")
        assert re.findall("<(p|ul)>", inside) == ["p", "ul"]
        assert rest.startswith(ends)
        assert "proof" not in rest
