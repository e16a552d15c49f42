"""Finish a built site: each page carries the styles that it uses, and a policy that lets nothing in from elsewhere.

Knows HTML, not MkDocs.
"""

import base64
import hashlib
import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from pathlib import Path

from pygments.token import STANDARD_TYPES

from host0.content import markup
from host0.content.markup import Edit, Element
from host0.site.styles import Sheet

WORD = re.compile(r"[\w-]+")

COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
"""A line of a script that is a comment and nothing else."""

WHOLE = {True: re.compile(r"\S{2,12}"), False: re.compile(r"(?=.{2,20}$)(\S+|-\S+ \S+)")}
"""A short word of code, as an option, which a browser would break behind a hyphen: in a table, and elsewhere, where it
keeps its value too. More than that, and a table of three columns is wider than the smallest phone; not so in a table
that a phone shows as a list."""

SPACED = re.compile(r"\S{1,12}( \S{1,12})+")
"""Short words of code in a table, as a message, any of which a browser would break to make its column narrower."""

INDENT = re.compile(r"\n\s+(?=<)")
"""What sets elements apart for who reads the page's source, beyond the one blank that a browser makes of it."""

SLOW = "data-md-color-switching"
"""Styled for a moment only, several times as a page loads, each of which computes the styles of everything on it anew.
Without, colors fade when they are switched."""

ABSENT = re.compile(rf"rtl|(md-(annotation|source__fact|status|tag|version)|{SLOW})")
"""What the theme's scripts know, and would make only for settings that this site has not: text from right to left,
notes in code, facts of the repository from its host, marks and tags of pages, versions of the site."""


def finish(site: Path) -> None:
    """Give every page of a built site its styles and its policy."""
    for sitemap in site.rglob("sitemap.xml"):
        if "<loc>" not in sitemap.read_text(encoding="utf-8"):
            sitemap.unlink()
            sitemap.with_suffix(".xml.gz").unlink()
    for script in site.glob("assets/*.js"):  # our own: what they say to us, no reader has to fetch
        script.write_text(COMMENT.sub("", script.read_text(encoding="utf-8")), encoding="utf-8")
    pages = {
        page: page.read_text(encoding="utf-8")
        for page in site.rglob("*.html")
        if "assets" not in page.relative_to(site).parts
    }
    scripts = [file.read_text(encoding="utf-8") for file in site.rglob("assets/**/*.js") if "lunr" not in file.parts]
    made = {word for script in scripts for word in WORD.findall(script) if not ABSENT.match(word)} | {"whole", "spaced"}
    read: dict[str, Sheet] = {}
    for page, text in pages.items():
        found = markup.elements(text)
        linked = [one for one in found if one.tag == "link" and one.attributes.get("rel") == "stylesheet"]
        links = [one for one in linked if ":" not in one.attributes["href"]]  # files of the site
        sheets = "\n".join(_asset(page, one.attributes["href"]).read_text(encoding="utf-8") for one in links)
        if sheets not in read:
            read[sheets] = Sheet(sheets)
        inline = _inside(text, found, "script")
        own = read[sheets].lean(made | words(found) | {word for script in inline for word in WORD.findall(script)})
        styles = [*([own] if links else []), *_inside(text, found, "style")]
        rules = policy(inline, styles)
        charset = next(one.end for one in found if one.tag == "meta" and "charset" in one.attributes)
        edits = [(charset, charset, f"\n{rules}"), *_whole(text, found), *_bare(text, found, own)]
        edits += _indents(text, found)
        for number, link in enumerate(links):
            style = "" if number else f"<style>{own}</style>"
            edits.append((link.start, link.end + (text[link.end] == "\n"), style))
        page.write_text(markup.edited(text, edits), encoding="utf-8")


def words(found: Iterable[Element]) -> set[str]:
    """Return what a style may ask for: a page's elements, and the words of their attributes."""
    parts = (part for one in found for part in (one.tag, *one.attributes, *filter(None, one.attributes.values())))
    return {word for part in parts for word in WORD.findall(part)}


def _whole(text: str, found: Iterable[Element]) -> Iterator[Edit]:
    """Yield what marks each short word of code in a sentence, so that a style keeps it whole."""
    for one in found:
        if one.tag != "code" or one.attributes:
            continue
        cell = any(outer.tag in {"td", "th"} for outer in one.around)
        narrow = cell and not any("rows" in outer.classes for outer in one.around)
        if WHOLE[narrow].fullmatch(text, one.inner, one.end):
            yield one.inner - 1, one.inner - 1, ' class="whole"'
        elif cell and SPACED.fullmatch(text, one.inner, one.end):
            yield one.inner - 1, one.inner - 1, ' class="spaced"'


def _bare(text: str, found: Iterable[Element], style: str) -> Iterator[Edit]:
    """Yield what takes the marks of the highlighter out of code to which a style gives no look, as those of spaces.

    They are every third element of a page, each of which a phone has to lay out. It begins each piece of code with an
    empty one besides.
    """
    bare = set(STANDARD_TYPES.values()) - set(re.findall(r"\.([\w-]+)", style))
    for one in found:
        marks = one.attributes.keys() == {"class"} and bare.issuperset(one.classes)
        empty = not one.attributes and one.inner == one.end
        if one.tag == "span" and (marks or empty):
            yield one.start, one.inner, ""
            yield one.end, text.index(">", one.end) + 1, ""


def _indents(text: str, found: Iterable[Element]) -> Iterator[Edit]:
    """Yield what takes indentation and empty lines out, but not of what is shown, or run, as it stands."""
    kept = [one for one in found if one.tag in {"pre", "script", "style", "textarea"}]  # none is inside another
    starts = [one.start for one in kept]
    for match in INDENT.finditer(text):
        before = bisect(starts, match.start())
        if not before or match.start() >= kept[before - 1].end:
            yield match.start() + 1, match.end(), ""


def _asset(page: Path, link: str) -> Path:
    """Return the file that a page links to. Not-found pages, shown at any depth, link by absolute path."""
    return page.parent / (link[link.index("assets/") :] if link.startswith("/") else link)


def _inside(text: str, found: Iterable[Element], tag: str) -> list[str]:
    """Return what is in a page's scripts, or styles, that is run, or heeded, and comes from no file."""
    own = (one for one in found if one.tag == tag and not {"src", "type"} & one.attributes.keys())
    return [text[one.inner : one.end] for one in own]


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return a Content-Security-Policy: the site's own files, and a page's own inline code by its hash."""
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *_hashes(scripts)],
        "style-src": _hashes(styles) or ["'none'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "frame-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    content = "; ".join(" ".join((name, *values)) for name, values in rules.items())
    return f'<meta http-equiv="Content-Security-Policy" content="{content}">'


def _hashes(codes: Iterable[str]) -> list[str]:
    digests = (hashlib.sha256(code.encode()).digest() for code in dict.fromkeys(codes))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
