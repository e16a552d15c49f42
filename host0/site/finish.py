"""Finish a built site: each page carries the styles that it uses, and a policy that lets nothing in from elsewhere.

Knows HTML and CSS, not MkDocs. Material's style sheets block the first paint, and most of their rules are for what
these pages do not have: those go, and the rest stands in the page.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tinycss2

from host0.content import markup
from host0.content.markup import Edit, Element

COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
"""A line of a script that is a comment and nothing else."""

WHOLE = {True: re.compile(r"\S{2,12}"), False: re.compile(r"\S{2,20}")}
"""A short word of code, as an option, which a browser would break behind a hyphen: in a table, and elsewhere. More than
that, and a table of three columns is wider than the smallest phone."""

SLOW = {"data-md-color-switching"}
"""Styled for a moment only, several times as a page loads, each of which computes the styles of everything on it anew.
Without, colors fade when they are switched."""


def finish(site: Path) -> None:
    """Give every page of a built site its styles and its policy."""
    for sitemap in site.rglob("sitemap.xml"):
        if "<loc>" not in sitemap.read_text(encoding="utf-8"):
            sitemap.unlink()
            sitemap.with_suffix(".xml.gz").unlink()
    for script in site.glob("assets/*.js"):  # our own: what they say to us, no reader has to fetch
        script.write_text(COMMENT.sub("", script.read_text(encoding="utf-8")), encoding="utf-8")
    pages = {page: page.read_text(encoding="utf-8") for page in site.rglob("*.html") if page.parent.name != "assets"}
    scripts = [file.read_text(encoding="utf-8") for file in site.rglob("assets/**/*.js") if "lunr" not in file.parts]
    used = {word for text in (*pages.values(), *scripts) for word in re.findall(r"[\w-]+", text)} - SLOW | {"whole"}
    made: dict[str, str] = {}
    for page, text in pages.items():
        found = markup.elements(text)
        linked = [one for one in found if one.tag == "link" and one.attributes.get("rel") == "stylesheet"]
        links = [one for one in linked if ":" not in one.attributes["href"]]  # files of the site
        sheets = "\n".join(_asset(page, one.attributes["href"]).read_text(encoding="utf-8") for one in links)
        if sheets not in made:
            made[sheets] = lean(sheets, used)
        styles = [*([made[sheets]] if links else []), *_inside(text, found, "style")]
        rules = policy(_inside(text, found, "script"), styles)
        charset = next(one.end for one in found if one.tag == "meta" and "charset" in one.attributes)
        edits = [(charset, charset, f"\n      {rules}"), *_whole(text, found)]
        for number, link in enumerate(links):
            style = "" if number else f"<style>{made[sheets]}</style>"
            edits.append((link.start, link.end + (text[link.end] == "\n"), style))
        page.write_text(markup.edited(text, edits), encoding="utf-8")


def _whole(text: str, found: Iterable[Element]) -> Iterator[Edit]:
    """Yield what marks each short word of code in a sentence, so that a style keeps it whole."""
    for one in found:
        cell = any(outer.tag in {"td", "th"} for outer in one.around)
        if one.tag == "code" and not one.attributes and WHOLE[cell].fullmatch(text, one.inner, one.end):
            yield one.inner - 1, one.inner - 1, ' class="whole"'


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


def lean(css: str, used: set[str]) -> str:
    """Return `css` without the rules for elements, classes, ids or attributes that are not among the words `used`."""
    css = "".join(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), used))
    while True:  # a variable that nothing reads may have been the only one to read another
        read = set(re.findall(r"var\(\s*(--[\w-]+)", css)) | {word for word in used if word.startswith("--")}
        less = "".join(_variables(tinycss2.parse_stylesheet(css), read))
        if less == css:
            return css
        css = less


def _rules(rules: Iterable[Any], used: set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in {"media", "supports"}:
            inner = "".join(_rules(tinycss2.parse_rule_list(rule.content, True, True), used))
            if inner:
                yield f"@{rule.lower_at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        elif rule.type == "qualified-rule":
            kept = [one for one in _selectors(rule.prelude) if _names(one) <= used]
            if kept:
                yield f"{','.join(tinycss2.serialize(one).strip() for one in kept)}{{{_body(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword != "charset":
            yield rule.serialize()


def _body(content: list[Any]) -> str:
    return re.sub(r"\s*\n\s*", "", tinycss2.serialize(content).strip()).rstrip(";")


def _selectors(prelude: list[Any]) -> Iterator[list[Any]]:
    one: list[Any] = []
    for part in prelude:
        if part == ",":
            yield one
            one = []
        else:
            one.append(part)
    yield one


def _names(selector: list[Any]) -> set[str]:
    """Return the elements, classes, ids and attribute values that must be there for a selector to match."""
    names = set()
    for before, token in zip([None, *selector], selector, strict=False):
        if token.type == "hash" or (token.type == "ident" and before != ":"):
            names.add(token.value)
        elif token.type == "[] block":
            names |= {
                word
                for part in token.content
                if part.type in {"ident", "string"}
                for word in re.findall(r"[\w-]+", part.value)
            }
    return names


def _variables(rules: Iterable[Any], read: set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in {"media", "supports"}:
            inner = "".join(_variables(tinycss2.parse_rule_list(rule.content), read))
            yield f"@{rule.lower_at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        elif rule.type == "qualified-rule":
            found = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            kept = [
                one for one in found if one.type != "declaration" or not one.name.startswith("--") or one.name in read
            ]
            if kept:
                body = ";".join(one.serialize().rstrip(";") for one in kept)
                yield f"{tinycss2.serialize(rule.prelude)}{{{body}}}"
        else:
            yield rule.serialize()
