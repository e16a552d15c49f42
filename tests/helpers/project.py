"""A miniature project in a folder, for tests of what needs no Docker."""

from dataclasses import dataclass
from pathlib import Path

from host0.check.place import places
from host0.check.times import Times
from host0.check.verified import Passed, Verified
from host0.content.generation import GENERATIONS
from host0.content.project import Project

PAGE = """\
# Title

{{ step("host/one") }}

## Next { #next }

See [the site](https://example.org) at `{{ host0.ip }}`.

{{ step("host/two") }}
"""
"""Ten lines with the empty one at the end: what a test adds begins in line 11."""

ADDED = 11

EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.blocks.html",
              "pymdownx.details", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tabbed"]  # fmt: skip
"""What the miniature site's Markdown knows: what ours does, and a bit more."""


@dataclass(frozen=True)
class Mini:
    """Two languages, a page, two steps, the second in Python too."""

    root: Path

    def write(self, path: str, text: str) -> Path:
        """Write a file, and return its path."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace `old`, which must be there once, by `new` in a file."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def both(self, old: str, new: str) -> None:
        """Replace text in both languages' pages."""
        for language in ("zh", "en"):
            self.edit(f"docs/{language}/index.md", old, new)

    def add(self, text: str, language: str = "zh") -> None:
        """Add text to a page, from line `ADDED` on."""
        self.write(f"docs/{language}/index.md", f"{PAGE}\n{text}\n")


def mini(root: Path) -> Mini:
    """Write the miniature project, which has no fault, into a folder."""
    project = Mini(root)
    for language in ("zh", "en"):
        project.write(f"docs/{language}/index.md", PAGE)
    project.write("mkdocs.yml", "markdown_extensions: [" + ", ".join(EXTENSIONS) + "]\n")
    project.write("snippets/host/one.sh", "docker ps\n")
    project.write("snippets/host/one.out", "CONTAINER ID\n")
    project.write("snippets/host/two.sh", "# step: on=client0\ncurl {host0.ip}\n")
    project.write("snippets/host/two.out", "<title>\n")
    project.write("snippets/host/two.py", 'print("<title>")\n')
    project.write("snippets/host/two.py.out", "<title>\n")
    project.write("snippets/verified.json", "{}\n")
    return project


def verified(root: Path) -> Mini:
    """Write the miniature project into a folder, with all of it recorded, and verified on every engine."""
    project = mini(root)
    verify(project)
    return project


def verify(project: Mini) -> None:
    """Let everything count as recorded, and as verified on every engine."""
    verified, times = Verified(Project(project.root)), Times(Project(project.root))
    for place in places(Project(project.root)):
        lines = place.snippet.output().count("\n")
        times.keep({place.snippet.key: [0.0] * lines}, anew=True)
        for engine, generation in GENERATIONS.items():
            verified.record(place.snippet, generation, times)
            verified.update([Passed(place.snippet.key, place.track, engine, place.hashes[engine], engine)])
    verified.save()
    times.save({place.snippet.key for place in places(Project(project.root))})
