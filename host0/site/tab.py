"""host0 in the reader's tab: the machine that `make playground` has built, and what the page needs around it.

Knows neither MkDocs nor the machine's inside, only what is published of it: `playground/README.md` says what that is.
"""

import hashlib
import html
import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

from host0.check import exercise
from host0.check.transcript import as_json, forms
from host0.content import placeholder
from host0.content.generation import GENERATIONS, Generation
from host0.content.project import Project
from host0.content.step import Snippet, Step
from host0.problem import Problem
from host0.site.parts import Parts, parts

MACHINE = Path("playground", "build", "site")
SUMS = "SHA256SUMS"
"""The last file of the machine to be written: without it, the machine is not whole."""

ARTICLE = "index.md"
"""The page whose needs are fetched in advance, and all told of before the start."""

SHELL = Path("web", "tab")
PLACE = Path("assets")
"""Where in the site it lies, once for both languages: the shell's page, and beside it a folder `tab` with the rest."""

MEMORY = 0.9
"""GB that the tab takes while the machine runs, by `make bench-playground`."""

WORDS = {
    "zh": {
        "start": "在浏览器里启动 host0",
        "cost": "下载 {prompt} MB，运行全部步骤一共 {article} MB；运行时约占 {memory} GB 内存。",
        "cost other": "下载 {prompt} MB，步骤用到更多时再下载；运行时约占 {memory} GB 内存。",
        "able": "本页 {of} 个步骤里有 {able} 个能在那里运行，其余的会说明原因。",
        "how": "它怎样运行",
        "disk": "直接从磁盘打开的页面不能启动 host0：浏览器不允许。请从网站打开，或者在项目里运行 make serve。",
        "there": "这个网站带的机器：Docker Engine {engine}，{guest} MB 内存。到出现提示符为止下载 {prompt} MB，"
        "运行首页的所有步骤一共下载 {article} MB。",
        "licenses": '机器里每个软件包的确切版本、源代码在哪里，见<a href="{machine}/packages.txt">清单</a>；'
        '许可证文本在同一个地方，例如 <a href="{machine}/licenses/linux.txt">Linux</a>、'
        '<a href="{machine}/licenses/docker.io.txt">Docker</a>、<a href="{machine}/licenses/v86.txt">v86</a> 和 '
        '<a href="{machine}/licenses/xterm.txt">xterm.js</a>。',
        "absent": "这个网站在构建时没有带上机器（没有运行 `make playground`），所以首页没有启动按钮。",
    },
    "en": {
        "start": "Run these commands in your browser",
        "cost": "Downloads {prompt} MB, {article} MB with all steps of this page. Takes about {memory} GB of memory.",
        "cost other": "Downloads {prompt} MB, and more when steps need it. Takes about {memory} GB of memory.",
        "able": "Of the {of} steps on this page, {able} run there; each of the others says why it cannot.",
        "how": "How it works",
        "disk": "Opened from disk, a page cannot start host0: browsers do not allow it. Open it from a website, or run "
        "make serve in the project.",
        "there": "The machine on this site has Docker Engine {engine} and {guest} MB of memory. You download {prompt} "
        "MB to get to its prompt, and {article} MB in all if you run every step of the article.",
        "licenses": "The exact version of every package in the machine, and where its source is, are in "
        '<a href="{machine}/packages.txt">the list</a>. The licenses are beside it, such as those of '
        '<a href="{machine}/licenses/linux.txt">Linux</a>, <a href="{machine}/licenses/docker.io.txt">Docker</a>, '
        '<a href="{machine}/licenses/v86.txt">v86</a>, and <a href="{machine}/licenses/xterm.txt">xterm.js</a>.',
        "absent": "This copy of the site was built without the machine (`make playground` was not run), so the article "
        "has no start button.",
    },
}


def manifest(root: Path) -> dict[str, Any] | None:
    """Return what the machine says of itself; nothing if none was built.

    Raises `Problem` if its files are not those that were built.
    """
    folder = root / MACHINE
    if not (folder / SUMS).is_file():
        return None
    stamp = (folder / SUMS).stat()
    return _checked(folder, (stamp.st_mtime_ns, stamp.st_size))


@cache
def _checked(folder: Path, stamp: tuple[int, int]) -> dict[str, Any]:
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise Problem(f"{MACHINE}/{name} is not as it was built: remove {MACHINE}, then make playground")
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def generation(about: dict[str, Any]) -> Generation:
    """Return the Docker generation of a machine's Engine. Raises `Problem` if the project has no outputs of it."""
    for name, known in GENERATIONS.items():
        if about["engine"].startswith(f"{name}."):
            return known
    raise Problem(f"{MACHINE}/manifest.json: nothing was recorded on Docker Engine {about['engine']}")


def _sizes(about: dict[str, Any]) -> dict[str, str]:
    return {
        "prompt": f"{about['bytes']['prompt'] / 1e6:.0f}",
        "article": f"{about['bytes']['article'] / 1e6:.0f}",
        "memory": f"{MEMORY}",
        "guest": str(about["memory"]),
        "engine": about["engine"].split("+")[0],
    }


def offer(project: Project, language: str, page: str) -> str:
    """Return a page's button that starts the machine, as HTML; nothing without a machine, or a step that runs there."""
    about = manifest(project.root)
    found = parts(project)
    able = found.runs(page)
    if not about or not able:
        return ""
    words = WORDS[language]
    every = sum(len(part.steps) for part in found.pages[page])
    cost = words["cost" if page == ARTICLE else "cost other"].format(**_sizes(about))
    if len(able) < every:
        cost += ("" if language == "zh" else " ") + words["able"].format(of=every, able=len(able))
    up = "" if language == "zh" else "../"
    place = f"{'' if language == 'zh' else f'{language}/'}{Path(page).with_suffix('.html')}"
    data = f'data-shell="{up}{PLACE}/tab.html" data-page="{place}" data-disk="{html.escape(words["disk"])}"'
    return (
        f'<p class="host0-tab"><button type="button" class="md-button" {data}>{words["start"]}</button> '
        f'<span role="status">{cost}</span> '
        f'<a href="tab.html">{words["how"]}</a></p>\n'
    )


def described(root: Path, language: str) -> str:
    """Return what machine the site has, and its licenses, or that it has none, as Markdown."""
    words = WORDS[language]
    about = manifest(root)
    if not about:
        return words["absent"]
    # links as HTML: MkDocs knows nothing of these files, which join the site when it is built
    machine = f"{'' if language == 'zh' else '../'}{PLACE}/tab/machine"
    return f"{words['there'].format(**_sizes(about))}\n\n{words['licenses'].format(machine=machine)}"


def steps(root: Path, about: dict[str, Any]) -> dict[str, Any]:
    """Return what the tab needs to know of the pages: their steps, part by part, and what those print on its Engine.

    Raises `Problem` as `generation` and `parts` do.
    """
    engine = generation(about)
    project = Project(root)
    found = parts(project)
    exercises = exercise.exercises(project) if exercise.PAGE in found.pages else []
    own = {one.step(part): part for one in exercises for part in exercise.PARTS}
    return {
        "engine": engine.name,
        "bytes": about["bytes"]["prompt"],
        "forms": forms(),
        "address": placeholder.LAB["host0.ip"],
        "values": [[placeholder.PAGE[name], value] for name, value in placeholder.LAB.items()],
        "pages": {
            str(Path(page).with_suffix(".html")): {
                "kept": page in found.kept,
                "parts": [{"steps": list(part.steps), "needs": list(part.needs)} for part in cut],
            }
            for page, cut in found.pages.items()
        },
        "exercises": {
            str(Path(exercise.PAGE).with_suffix(".html")): [
                {"id": one.name, "start": one.step("break"), "check": one.step("check"), "end": one.step("end")}
                for one in exercises
            ]
        },
        "steps": {
            name: _step(project.step(name), engine, found) | _exercised(own.get(name))
            for cut in found.pages.values()
            for part in cut
            for name in part.steps
        },
    }


def _step(step: Step, engine: Generation, found: Parts) -> dict[str, Any]:
    snippet = step.bash
    if why := found.cannot.get(step.name):
        return {"place": snippet.on, "cannot": {"kind": why.kind, "what": why.what}}
    return {
        "place": snippet.on,
        "code": placeholder.fill(snippet.code, placeholder.LAB),
        "exit": snippet.exit,
        "scope": "".join(snippet.output_file(engine).suffixes),
        "output": _output(snippet, engine),
    }


def _exercised(part: str | None) -> dict[str, Any]:
    """Return what is different with a step of an exercise: what comes between its steps is the reader's."""
    if part == "break":
        return {"aside": True, "output": None}
    free: dict[str, Any] = {"loose": True} if part else {}
    return free | ({"output": None} if part == "check" else {})


def _output(snippet: Snippet, engine: Generation) -> dict[str, Any] | None:
    return None if snippet.hidden else as_json(placeholder.fill(snippet.output(engine), placeholder.LAB))


def publish(root: Path, site: Path) -> None:
    """Put the machine, if there is one, and its page into a built site. Raises `Problem` as `manifest` does."""
    about = manifest(root)
    if not about:
        return
    target = site / PLACE / "tab"
    shutil.copytree(root / MACHINE, target / "machine")
    for file in sorted((root / SHELL).iterdir()):
        shutil.copy(file, site / PLACE if file.suffix == ".html" else target)
    text = json.dumps(steps(root, about), ensure_ascii=False)
    (target / "steps.json").write_text(text + "\n", encoding="utf-8")
