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

from host0.problem import Problem

LINK = re.compile(r'<link rel="stylesheet" href="([^":]+)">\n?')
SCRIPT = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
"""A line of a script that is a comment and nothing else."""

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
MENDED = {
    "assets/javascripts/bundle.*.js": {
        '"nav",{class:"md-code__nav"': '"div",{class:"md-code__nav"',  # a copy button needs no landmark without a name
        '"link[rel=alternate]"': '"link[rel=none]"',  # the theme would fetch a sitemap for each: our links need none
        # the search index grows with every page: who does not search does not load it (F is RxJS's Observable)
        'document.forms.namedItem("search")?ks():tt': 'document.forms.namedItem("search")?new F(e=>{'
        # a reader may be in the field before this script runs
        'let r=document.forms.namedItem("search").query,t=()=>e.add((window.__indexed??=ks()).subscribe(e));'
        "document.activeElement===r||/[?&][hq]=/.test(location.search)?t():"
        'r.addEventListener("focus",t,{once:!0})}):tt',
        # tabs are made ready a screen before they are seen, as code is by content.lazy: all at once is slow on a long
        # page; until then another set may have switched them, whose mark would hide the reader's own first choice
        '("[data-tabs]",e).map(i=>ri(i,{viewport$:r,target$:o}))': '("[data-tabs]",e).map(i=>mt(i).pipe(g(s=>s),Ee(1),'
        'b(()=>{for(let s of M("[data-md-switching]",i))s.removeAttribute("data-md-switching");'
        "return ri(i,{viewport$:r,target$:o})})))",
        # the scheme is the browser's own until a reader chooses: to say so has it compute all styles anew, twice
        "document.head.appendChild(o);let n=Wt(": "let n=Wt(",
        "return o.content=a.colorScheme,": 'return(o.isConnected||a.colorScheme!=="normal")&&(o.content=a.colorScheme,'
        "document.head.append(o)),",
        "fn.next(t)},{threshold:0})": 'fn.next(t)},{threshold:0,rootMargin:"100% 0%"})',
    },
    "assets/javascripts/workers/search.*.js": {
        # what is found, and in which order, is ours to say: see web/search/rank.js
        "de=new U(t.data),": "de=self.ranked(new U(t.data)),",
    },
}
SLOW = {"data-md-color-switching"}
"""Styled for a moment only, several times as a page loads, each of which computes the styles of everything on it anew.
Without, colors fade when they are switched."""
HEAD = '<meta charset="utf-8">'


def mend(site: Path) -> None:
    """Change the theme's scripts where they do not do what these pages need; a draft's are the same as a site's."""
    for pattern, replaced in MENDED.items():
        for script in site.rglob(pattern):
            script.write_text(_mended(script.read_text(encoding="utf-8"), replaced), encoding="utf-8")


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
    used = {word for text in (*pages.values(), *scripts) for word in re.findall(r"[\w-]+", text)} - SLOW
    made: dict[str, str] = {}
    for page, text in pages.items():
        links = LINK.findall(text)
        sheets = "\n".join(_asset(page, link).read_text(encoding="utf-8") for link in links)
        if sheets not in made:
            made[sheets] = lean(sheets, used)
        style = f"<style>{made[sheets]}</style>"
        if links:
            start = text.index('<link rel="stylesheet"')
            text = text[:start] + style + LINK.sub("", text[start:])  # noqa: PLW2901
        page.write_text(text.replace(HEAD, f"{HEAD}\n      {policy(text)}", 1), encoding="utf-8")


def _mended(script: str, replaced: dict[str, str]) -> str:
    for old, new in replaced.items():
        if old not in script:
            raise Problem(f"the theme's script has no {old} any more: see whether host0/site/finish.py still needs it")
        script = script.replace(old, new)
    return script


def _asset(page: Path, link: str) -> Path:
    """Return the file that a page links to. Not-found pages, shown at any depth, link by absolute path."""
    return page.parent / (link[link.index("assets/") :] if link.startswith("/") else link)


def policy(page: str) -> str:
    """Return a page's Content-Security-Policy: the site's own files, and the page's own inline code by its hash."""
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *_hashes(SCRIPT.findall(page))],
        "style-src": _hashes(STYLE.findall(page)) or ["'none'"],
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
