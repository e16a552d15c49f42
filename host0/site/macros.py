"""What pages may call, and what the build refuses: MkDocs calls it, by mkdocs-macros and as a hook."""

import json
import logging
import os
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec

import mkdocs_asciinema_player
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from host0.check.place import tracks
from host0.check.refused import refused, unfinished
from host0.check.times import Times
from host0.check.verified import Verified
from host0.content import address, history, markup, placeholder
from host0.content.code import CODE
from host0.content.generation import GENERATIONS, released
from host0.content.page import PLACES
from host0.content.page import Page as Source
from host0.content.project import Project
from host0.content.rendered import MEASURED
from host0.content.section import anchor
from host0.content.step import Snippet, Step
from host0.content.words import spoken
from host0.draw import card, path
from host0.measure.results import Results
from host0.measure.say import Say
from host0.problem import Problem, listed
from host0.site import ledger, moved, replay, tab
from host0.site.picture import figure

WORDS = spoken("page")

PLAYER = [
    Path(mkdocs_asciinema_player.__file__).parent / "assets" / f"asciinema-player.{end}" for end in ("min.js", "css")
]
"""What plays the replay: asciinema's own player, of which that package is the way into Python."""


P = ParamSpec("P")

PROJECT = "project"
"""The name in MkDocs' configuration by which a build hands on the project that it has read."""

WRITTEN = "written"
"""The same for that it is a draft that is being written: its steps need not be verified, and a script shows what they
print."""


def define_env(env: Any) -> None:
    """Give pages the placeholders, `step`, `guess`, `picture`, and the ledger's tables (called by mkdocs-macros)."""
    project = _project(env.conf)
    language = env.conf["theme"]["language"]
    words = WORDS[language]
    env.variables.update(placeholder.nested(address.PAGE))
    written = WRITTEN in env.conf.extra
    verified = _verified(env.conf)
    numbers: Counter[str] = Counter()  # of the steps so far, for each page

    @env.macro  # type: ignore[untyped-decorator]
    def step(name: str) -> str:
        """Return a step as Markdown: command and output, in a tab for each language of code if it has two."""
        found = project.step(name)
        numbers[env.page.file.src_path] += 1
        group = words["step"].format(number=numbers[env.page.file.src_path], place=found.bash.on)
        id_ = anchor(name)
        guessed = name in (one for _, one in _source(env.page, env.conf).guesses)
        texts = [_snippet(one, f"{id_}-{one.language}", words, verified, guessed) for one in found.snippets()]
        if len(texts) > 1:
            texts = [_tab(snippet, text) for snippet, text in zip(found.snippets(), texts, strict=True)]
        attributes = f'class="step" id="{id_}" role="group" aria-label="{group}"'
        return "\n".join([f"<div {attributes} markdown>\n", *texts, "</div>"])

    @env.macro  # type: ignore[untyped-decorator]
    def guess(name: str) -> str:
        """Let the reader guess what the step that follows prints: `step` folds its output."""
        return ""

    @env.macro  # type: ignore[untyped-decorator]
    def picture(name: str) -> str:
        """Return a picture of host0 after a step of the page, as HTML on one line."""
        if written and not verified.engines(project.step(name).bash):
            return f"<p>{words['unverified']}</p>"
        return figure(_source(env.page, env.conf), name, verified)

    @env.macro  # type: ignore[untyped-decorator]
    def claim_table() -> str:
        """Return the claims of all pages, with their state and proof, as Markdown."""
        return ledger.claim_table(project, language, verified)

    @env.macro  # type: ignore[untyped-decorator]
    def step_table() -> str:
        """Return the steps of all pages, with the engines that they were verified on, as Markdown."""
        return ledger.step_table(project, language, verified)

    @env.macro  # type: ignore[untyped-decorator]
    def paths(*kinds: str) -> str:
        """Return the path of a packet of each kind, drawn from recorded outputs."""
        return address.fill(path.draw(project, kinds, language))

    @env.macro  # type: ignore[untyped-decorator]
    def machine() -> str:
        """Return what machine for the reader's tab the site has, as Markdown."""
        return _unless_written(env.conf, tab.described, project, language)

    said = Say(Results(project.root), language)
    for name in MEASURED:
        env.macro(getattr(said, name))


def _unless_written(config: MkDocsConfig, make: Callable[P, str], *args: P.args, **kwargs: P.kwargs) -> str:
    """Return what a function says; of a site that is being written nothing, where something was never recorded yet."""
    try:
        return make(*args, **kwargs)
    except Problem:
        if WRITTEN in config.extra:
            return ""
        raise


def _snippet(snippet: Snippet, id_: str, words: dict[str, str], verified: Verified, guessed: bool) -> str:
    """Return a snippet with its output, folded if the reader is to guess it, as Markdown."""
    # Each block has an id: Material's copy button finds its text by the nearest one, and would copy another's.
    place = words["outside"] if snippet.on == "client0" else "host0"
    parts = [_block(snippet.code, f'.{snippet.language} #{id_} .command title="{place}"')]
    engines = verified.engines(snippet)
    if not snippet.hidden and (engines or snippet.output_path().exists()):
        outputs = _outputs(verified.outputs(snippet), snippet, f"{id_}-output", words)
        # four slashes, for three end what is in it
        folded = f"//// details | {words['guess']}\n    type: question\n\n{outputs}\n////\n"
        parts.append(folded if guessed else outputs)
    if not engines:  # only where it is being written
        parts.append(f"{words['unverified']}\n{{ .verified }}")
    elif len(engines) < len(GENERATIONS):  # the rest is said once, at the top of the page
        versions = words["join"].join(released(one["version"]) for one in engines.values())
        parts.append(f"{words['less'].format(engines=versions)}\n{{ .verified }}")
    return "\n".join(f"{part}\n" for part in parts)


def _tab(snippet: Snippet, text: str) -> str:
    return f'=== "{CODE[snippet.language].title}"\n\n{_indent(text)}'


def _line(snippets: list[Snippet], words: dict[str, str], verified: Verified) -> str:
    """Return the page's line on what its steps were verified on, the newest engine first, as HTML."""
    seen = [verified.engines(snippet) for snippet in snippets]
    if not all(seen):  # only where it is being written
        return f'<p class="host0-verified">{words["unverified"]}</p>\n'
    everywhere = [name for name in reversed(GENERATIONS) if all(name in one for one in seen)]
    versions = [" / ".join(sorted({released(one[name]["version"]) for one in seen})) for name in everywhere]
    date = max(one[name]["date"] for one in seen for name in everywhere)
    how = f'<a href="verified.html">{words["how"]}</a>'
    said = words["verified"].format(engines=words["join"].join(versions), date=date, how=how)
    return f'<p class="host0-verified">{said}</p>\n'


def _outputs(outputs: list[tuple[list[str], str]], snippet: Snippet, id_: str, words: dict[str, str]) -> str:
    """Return a snippet's output; where engines differ, a switch, the newest engine first.

    Not tabs: the theme links those by equal labels, and an engine may share its label here and not there.
    `web/page/page.js` links these by engine. Each output follows its own button: that is their order on paper.
    """
    outputs = sorted(outputs, key=lambda output: max(map(list(GENERATIONS).index, output[0])), reverse=True)
    blocks = [_output(text, snippet, f"{id_}-{n}" if n else id_, words) for n, (_, text) in enumerate(outputs)]
    if len(blocks) == 1:
        return blocks[0]
    parts = []
    for number, ((engines, _), block) in enumerate(zip(outputs, blocks, strict=True)):
        attributes = f'type="radio" name="{id_}-engine" id="{id_}-engine-{number}" data-engines="{" ".join(engines)}"'
        button = f"<input {attributes}{'' if number else ' checked'}>"
        label = f'<label for="{id_}-engine-{number}">Docker {words["join"].join(engines)}</label>'
        parts.append(f"{button}{label}\n{{ .engine }}\n\n{block}\n")
    body = "\n".join(parts)
    return f'/// html | div.engines[role="group"][aria-label="{words["engines"]}"]\n\n{body}\n///\n'


def _output(text: str, snippet: Snippet, id_: str, words: dict[str, str]) -> str:
    title = words["output"]
    if snippet.exit:
        title += words["join"] + words["status"].format(status=snippet.exit)
    empty = "" if snippet.exit or text.strip() else " .empty"
    return _block(text.rstrip("\n") or words["nothing"], f'.text #{id_} .output{empty} .no-copy title="{title}"')


def _block(text: str, attributes: str) -> str:
    filled = address.fill(text)
    fence = "`" * max(3, 1 + max((len(run) for run in filled.split() if set(run) == {"`"}), default=0))
    return f"{fence} {{ {attributes} }}\n{filled}\n{fence}"


def _indent(text: str) -> str:
    return "\n".join("    " + line if line else "" for line in text.split("\n"))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Tell the site its own address and that of its sources, as far as they are known: none stands in a file."""
    root = Path(config.config_file_path).parent
    language = config.theme["language"]
    try:
        config.extra["place"] = PLACES[language]  # where the templates find the root
        base = os.environ.get("HOST0_URL", "")
        if base and not re.fullmatch(r"https?://[^\s?#]+", base):
            raise Problem(f"HOST0_URL={base}: not a web address: write it like https://example.org/host0/")
        config.site_url = base and f"{base.rstrip('/')}/{PLACES[language]}"
        sources = history.repository(root)
        if WRITTEN in config.extra:
            config.extra_javascript.append("assets/write.js")
            config.extra_css.append("assets/write.css")
        config.edit_uri = f"{sources}/edit/{history.BRANCH}/docs/{language}/" if sources else None
    except Problem as problem:
        raise PluginError(str(problem)) from None
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Refuse what pytest refuses, and whatever nobody has read or was never verified, before anything is written.

    A draft lets pass, with a warning, what has to be read again, and what only the default engine has verified; one
    that is being written, whatever does not keep it from being built.
    """
    project = _project(config)
    wrong = project.once(refused, draft=not config.strict)
    if wrong and WRITTEN not in config.extra:
        raise PluginError(str(listed("nothing was built, because of this:", wrong)))
    for gap in [] if config.strict else (wrong or project.once(unfinished)):
        logging.getLogger("mkdocs").warning(str(gap))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the assets, which both languages share, the player of the replay, and what leads on from old addresses."""
    root = Path(config.config_file_path).parent
    folders = ["docs/assets", "web/page", *(["web/write"] if WRITTEN in config.extra else [])]
    for asset in [*(file for folder in folders for file in sorted((root / folder).glob("*"))), *PLAYER]:
        files.append(File.generated(config, f"assets/{asset.name}", abs_src_path=str(asset)))
    for name, page in moved.pages(config.theme["language"], config.site_url):
        files.append(File.generated(config, name, content=page))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Date the page by the last change of its text, its commands and their outputs."""
    made_of = [Path(str(page.file.abs_src_path))]
    for snippet in (snippet for step in _called(page, config) for snippet in step.snippets()):
        made_of += [snippet.path, snippet.output_path()]
    page.meta["revision_date"] = history.changed(Path(config.config_file_path).parent, made_of)
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Mark claims by their state and host0's address, which the reader may change, and offer the tracks' replay."""
    language = config.theme["language"]
    project = _project(config)
    marked = address.mark(html)
    found = markup.elements(marked)
    edits = [*address.field(found, language), *ledger.marks(marked, _source(page, config))]
    steps = _called(page, config)
    if not steps:
        return markup.edited(marked, edits)
    snippets = [snippet for step in steps for snippet in step.snippets()]
    times = project.once(Times)
    buttons = []
    for track in tracks(steps):
        name = f"{Path(page.file.src_path).stem}-{track}"
        try:
            script = f"cast = {json.dumps(replay.cast(steps, track, times), ensure_ascii=False)}\n"
        except Problem as problem:
            if WRITTEN in config.extra:
                continue
            raise PluginError(str(problem)) from None
        files.append(File.generated(config, f"assets/casts/{name}.js", content=script))
        title = WORDS[language]["replay of"].format(track=CODE[track].title)
        buttons.append(f'<button class="md-button" data-cast="{name}" title="{title}">▶ {CODE[track].title}</button>')
    offer = f'<p class="host0-replay">{WORDS[language]["replay"]} {" ".join(buttons)}</p>\n'
    offer += _unless_written(config, tab.offer, project, language, page.file.src_path)
    below = next((marked.index("\n", one.end) + 1 for one in found if one.tag == "h1"), 0)
    place = next((one.start for one in found if one.tag == "h2"), len(marked))
    line = _line(snippets, WORDS[language], _verified(config))
    return markup.edited(marked, [(below, below, line), (place, place, offer), *edits])


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Draw the picture that the page is shared with."""
    steps = _called(page, config)
    shown = next((step.bash for step in steps if not step.bash.hidden and step.bash.output_path().exists()), None)
    command, output = (shown.code, shown.output()) if shown else ("", "")
    filled = (placeholder.fill(text, placeholder.PAGE) for text in (command, output))
    picture = card.draw(str(page.meta.get("title") or page.title), WORDS[config.theme["language"]]["motto"], *filled)
    page.meta["card"] = f"assets/cards/{Path(page.file.dest_uri).with_suffix('.png')}"
    target = Path(config.site_dir, page.meta["card"])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(picture)
    return context


def _called(page: Page, config: MkDocsConfig) -> list[Step]:
    return [_project(config).step(name) for _, name in _source(page, config).calls]


def _source(page: Page, config: MkDocsConfig) -> Source:
    """Return a page of the site as its file has it."""
    return _project(config).pages[page.file.src_path][str(config.theme["language"])]


def _project(config: MkDocsConfig) -> Project:
    """Return the project as this build has read it: both languages' if `host0.site.build` has begun it."""
    project: Project = config.extra.setdefault(PROJECT, Project(Path(config.config_file_path).parent))
    return project


def _verified(config: MkDocsConfig) -> Verified:
    """Return what the project knows as verified, lenient while it is being written."""
    project = _project(config)
    return project.once(Verified, lenient=True) if WRITTEN in config.extra else project.once(Verified)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Refuse an address where it could not be marked."""
    if address.left(output):
        raise PluginError(
            f"{page.file.src_path}: {{{{ {address.NAME} }}}} cannot stand in a heading: move it to the text"
        )
    return output
