"""host0 in the reader's tab: the button that starts the machine, and the page around the site's pages.

Knows neither MkDocs nor the machine's inside.
"""

import hashlib
import html
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from host0.content.page import PLACES
from host0.content.project import Project
from host0.content.words import joined, spoken
from host0.site.machine import MACHINE, MANIFEST, manifest, sizes
from host0.site.parts import parts
from host0.site.steps import steps

ARTICLE = "index.md"
"""The page whose needs are fetched in advance, and all told of before the start."""

SHELL = Path("web", "tab")
PLACE = Path("assets", "tab")
"""Where in the site it lies, once for both languages: the machine and the shell, each in a folder named by its content.

So a host may let browsers keep both for ever, and a page starts the version that it was built with.
"""

PAGE = "tab.html"
"""The shell's page."""

OFFLINE = "offline.js"
"""The service worker, which is of no version, and so beside those folders."""

NAME = 16
"""Hexadecimal digits of a SHA-256 that are a folder's name."""

ALONE = {".mjs", ".js", ".css"}
"""The machine's files that are loaded by their address, and so have to be kept by it; all others, by their content."""

WORDS = spoken("tab")


def offer(project: Project, language: str, page: str) -> str:
    """Return a page's button that starts the machine, as HTML; nothing without a machine, or a step that runs there."""
    about = manifest(project.root)
    found = parts(project)
    able = found.runs(page)
    if not about or not able:
        return ""
    words = WORDS[language]
    every = sum(len(part.steps) for part in found.pages[page])
    cost = words["cost" if page == ARTICLE else "cost other"].format(**sizes(project, about))
    if len(able) < every:
        cost = joined(language, [cost, words["able"].format(of=every, able=len(able))])
    shell = project.once(_shell)
    assert shell  # noqa: S101 (there is a machine)
    up = "../" * PLACES[language].count("/")
    place = f"{PLACES[language]}{Path(page).with_suffix('.html')}"
    data = f'data-shell="{up}{shell.page}" data-page="{place}" data-disk="{html.escape(words["disk"])}"'
    return (
        f'<p class="host0-tab"><button type="button" class="md-button" {data}>{words["start"]}</button> '
        f'<span role="status">{cost}</span> '
        f'<a href="tab.html">{words["how"]}</a></p>\n'
    )


def described(project: Project, language: str) -> str:
    """Return what machine the site has, and its licenses, or that it has none, as Markdown."""
    words = WORDS[language]
    about = manifest(project.root)
    shell = project.once(_shell)
    if not about or not shell:
        return words["absent"]
    # links as HTML: MkDocs knows nothing of these files, which join the site when it is built
    up = "../" * PLACES[language].count("/")
    page = f"{PLACES[language]}{Path(ARTICLE).with_suffix('.html')}"
    offline = words["offline"].format(here=f"{up}{shell.page}?{page}")
    licenses = words["licenses"].format(machine=f"{up}{PLACE}/{shell.machine}")
    return f"{words['there'].format(**sizes(project, about))}\n\n{offline}\n\n{licenses}"


@dataclass(frozen=True)
class Shell:
    """The page around the site's pages as it is published."""

    machine: str
    """The name of the folder of the machine that it starts."""
    files: dict[str, bytes]
    """Its own files, by name."""

    @property
    def folder(self) -> Path:
        """Where in the site they lie."""
        digest = hashlib.sha256(b"".join(name.encode() + content for name, content in sorted(self.files.items())))
        return PLACE / digest.hexdigest()[:NAME]

    @property
    def page(self) -> str:
        """Where in the site its page is."""
        return (self.folder / PAGE).as_posix()


def _shell(project: Project) -> Shell | None:
    """Return what a project publishes around its machine; nothing without one. Raises `Problem` as `steps` does."""
    about = manifest(project.root)
    if not about:
        return None
    machine = hashlib.sha256((project.root / MACHINE / MANIFEST).read_bytes()).hexdigest()[:NAME]
    files = {}
    for file in sorted((project.root / SHELL).iterdir()):
        if file.name != OFFLINE:
            # in our sources the machine lies in the shell's folder
            files[file.name] = re.sub(rb'"(\./)?machine/', f'"../{machine}/'.encode(), file.read_bytes())
    beside = [MANIFEST, *(name for name in about["files"] if Path(name).suffix in ALONE)]
    kept = [*files, "steps.json", *(f"../{machine}/{name}" for name in beside)]
    text = json.dumps(steps(project, about) | {"files": kept}, ensure_ascii=False)
    return Shell(machine, files | {"steps.json": f"{text}\n".encode()})


def publish(project: Project, site: Path) -> None:
    """Put the machine, if there is one, and its page into a built site.

    Raises `Problem` as `manifest` and `steps` do.
    """
    shell = project.once(_shell)
    if not shell:
        return
    shutil.copytree(project.root / MACHINE, site / PLACE / shell.machine)
    shutil.copy(project.root / SHELL / OFFLINE, site / PLACE)
    (site / shell.folder).mkdir()
    for name, content in shell.files.items():
        (site / shell.folder / name).write_bytes(content)
