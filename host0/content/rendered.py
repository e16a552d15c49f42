"""A page as its reader gets it: Jinja, then Python-Markdown with the site's own extensions, then a tree of HTML.

Steps, pictures, and what else the build draws are stubs of a line each, so that a line of the rendered Markdown is the
same line of the page's file.
"""

import difflib
import re
import secrets
import sys
from functools import cache, cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import jinja2
import markdown
import yaml
from markdown.inlinepatterns import BACKTICK_RE, BacktickInlineProcessor

from host0.content import placeholder
from host0.content.kept import kept
from host0.content.lines import Lines
from host0.content.tree import Node, parsed

MEASURED = (
    *("about", "answer", "compare", "controls", "difference", "fades", "loopback", "measured", "median", "needed"),
    *("overview", "ranks", "verdict", "versus"),
)
"""What pages may call: methods of `host0.measure.say.Say`."""

DRAWN = ("claim_table", "step_table", "paths", "machine", *MEASURED)
"""What pages call besides steps and pictures: drawn or said by the build, from what was recorded
(`host0.site.macros`)."""

BUILT_IN = ("toc", "tables", "fenced_code")
"""What MkDocs turns on by itself."""

FRONT = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
"""What MkDocs takes from the beginning of a page for its front matter, which no reader sees."""

MARK = f"data-{secrets.token_hex(8)}"
"""The attribute of what we have put into the HTML: no page can have it."""

MAKERS = (
    sys.version,
    *(f"{name} {version(name)}" for name in ("markdown", "pymdown-extensions", "pygments", "jinja2")),
)
"""What HTML depends on beside a page's text and our code."""

OURS = ("rendered", "tree", "markup")
"""Files of this folder that make a tree."""


class _Backticks(BacktickInlineProcessor):
    """Inline code, told apart from `<code>` that a page writes itself."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 (both Markdown's own)
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        element, start, end = super().handleMatch(m, data)
        if isinstance(element, Element):
            element.set(MARK, "code")
        return element, start, end


@cache
def _own() -> str:
    """Return our code that makes a tree: what it made before it was changed serves no more."""
    return "".join(Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8") for name in OURS)


@cache
def _settings(configuration: str) -> tuple[list[str], dict[str, Any]]:
    """Return the Markdown extensions that a text of `mkdocs.yml` names, and their settings."""
    if not configuration:
        return list(BUILT_IN), {}
    # Jinja's and Python's tags of MkDocs are none that matter here
    config = yaml.safe_load(configuration)
    named = config.get("markdown_extensions") or {}
    given = named if isinstance(named, dict) else {one: {} for one in named}
    settings = {name: dict(values) for name, values in given.items() if values}
    # line numbers as attributes, which are no text
    settings.setdefault("pymdownx.highlight", {})["linenums_style"] = "pymdownx-inline"
    return [*BUILT_IN, *(name for name in given if name not in BUILT_IN)], settings


def rendered_calls(text: str, name: str = "step") -> list[str]:
    """Return the steps that a page calls when Jinja renders it, or has pictures of, or lets its reader guess.

    Owes nothing to the expressions of `host0.content.page`, which are held against it: `name` says which call is meant.

    Raises `jinja2.TemplateError` for a syntax error or an unknown name.
    """
    return list(_called(text)[name])


@lru_cache(maxsize=200)
def _called(text: str) -> dict[str, list[str]]:
    return _jinja(text, placeholder.nested(placeholder.PAGE))[1]


@lru_cache(maxsize=200)
def _template(text: str) -> jinja2.Template:
    """Return a page's text compiled, which costs more than to render it."""
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)  # noqa: S701
    return environment.from_string(text)


def _jinja(text: str, values: dict[str, dict[str, str]]) -> tuple[str, dict[str, list[str]]]:
    made: dict[str, list[str]] = {"step": [], "picture": [], "guess": []}

    def step(name: object) -> str:
        made["step"].append(str(name))  # an unknown name is an error here, not when the list is compared
        return f'<div {MARK}="step {name}"></div>'

    def picture(name: object) -> str:
        made["picture"].append(str(name))
        return f'<figure {MARK}="picture {name}"></figure>'

    def guess(name: object) -> str:
        made["guess"].append(str(name))
        return ""

    known = {**values, "step": step, "picture": picture, "guess": guess}
    return _template(text).render(known | dict.fromkeys(DRAWN, lambda *_, **__: "")), made


@lru_cache(maxsize=200)
def rendered(configuration: str, text: str) -> "Rendered":
    """Return a page's text rendered, the same text once: a page that a change has left alone is not rendered anew."""
    return Rendered(configuration, text)


class Rendered:
    """A page's text, rendered as a text of `mkdocs.yml` says. The constructor raises what Jinja raises."""

    def __init__(self, configuration: str, text: str) -> None:
        self._configuration, self._source = configuration, text
        made = _jinja(text, placeholder.nested(placeholder.LAB))[0]
        front = FRONT.match(made)
        self.markdown = "\n" * front[0].count("\n") + made[front.end() :] if front else made
        """With the lab's addresses, and the page's lines."""

    @cached_property
    def tree(self) -> Node:
        """Return the page's HTML."""
        return kept((*MAKERS, _own(), self._configuration, self.markdown.replace(MARK, "\0")), self.made)

    def made(self) -> Node:
        """Make the page's HTML, even if it is kept."""
        extensions, settings = _settings(self._configuration)
        converter = markdown.Markdown(extensions=extensions, extension_configs=settings)
        converter.inlinePatterns.register(_Backticks(BACKTICK_RE), "backtick", 190)
        return parsed(converter.convert(self.markdown), MARK)

    @cached_property
    def lines(self) -> list[int]:
        """Return, for each line of the Markdown, the line of the page that it comes from."""
        made, source = self.markdown.split("\n"), self._source.split("\n")
        if len(made) == len(source):
            return list(range(1, len(made) + 1))
        found: list[int] = []
        for kind, first, last, there, there_last in difflib.SequenceMatcher(None, made, source, False).get_opcodes():
            found += [(min(there + n, there_last - 1) if kind != "delete" else there) + 1 for n in range(last - first)]
        return [min(max(n, 1), len(source)) for n in found]

    def line(self, position: int) -> int:
        """Return the page's line of a position in the Markdown."""
        return self.lines[self._made.at(position) - 1]

    def start(self, line: int) -> int:
        """Return the position in the Markdown at which a line of it begins."""
        return self._made.start(line)

    @cached_property
    def _made(self) -> Lines:
        return Lines(self.markdown)
