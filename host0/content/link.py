"""Links within the site: the page or file that one leads to is there, and the page has that heading or step."""

import posixpath
from collections.abc import Iterator
from pathlib import Path

from host0.content.page import Page
from host0.content.section import anchor
from host0.problem import Problem

TABLES = ("claim_table", "step_table")
"""What a page calls that has headings which the build makes."""


def faults(pages: dict[str, Page]) -> Iterator[Problem]:
    """Yield each link of a language's pages that leads to a page or file, or a place on a page, that there is not."""
    ids = {name: _ids(page) for name, page in pages.items()}
    for page in pages.values():
        for line, target in page.links if page.rendered else ():
            path, _, id_ = target.partition("#")
            if ":" in target:
                continue  # to another site
            name = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path)) if path else page.name
            if not name.endswith(".md"):
                # the assets of all languages are one folder (see `host0.site.macros`)
                beside = Path("docs") if name.startswith("assets/") else Path("docs", page.language)
                if not (page.root / beside / name).is_file():
                    yield Problem.at(
                        page.path, line, f"the link {target} leads to no page, and there is no {beside / name}"
                    )
            elif name not in pages:
                known = ", ".join(pages)
                yield Problem.at(page.path, line, f"the link {target} leads to no page (pages: {known})")
            elif id_ and (there := ids[name]) is not None and id_ not in there:
                yield Problem.at(page.path, line, f"the link {target} leads nowhere: {name} has no #{id_}")


def _ids(page: Page) -> set[str] | None:
    """Return all ids of a page; nothing if they are not known before the site is built."""
    if not page.rendered or any(table in page.text for table in TABLES):
        return None
    made = {node.attributes["id"] for node in page.rendered.tree.walk() if "id" in node.attributes}
    return made | {anchor(step) for _, step in page.calls}
