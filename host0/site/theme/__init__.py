"""What we change in the theme's built scripts: a file for each change, with its reason and where it stands upstream.

The places are those of the theme's sources, squidfunk/mkdocs-material, below `src/templates/assets/javascripts/`.
What is replaced are minified texts of the version in `requirements.txt`: with another one, the build says what is gone.
"""

from pathlib import Path

from host0.problem import Problem
from host0.site.theme import code_nav, scheme, search_index, search_order, sitemap
from host0.site.theme.patch import Patch

PATCHES: tuple[Patch, ...] = (
    code_nav.PATCH,
    sitemap.PATCH,
    search_index.PATCH,
    scheme.PATCH,
    search_order.PATCH,
)


def mend(site: Path) -> None:
    """Change the theme's scripts in a built site. Raises `Problem` if one has no longer what is to be replaced."""
    for patch in PATCHES:
        for script in site.rglob(patch.files):
            text = script.read_text(encoding="utf-8")
            for old, new in patch.replaced.items():
                if old not in text:
                    what = f"the theme's script has no {old} any more: see whether this is still needed"
                    raise Problem(f"{what} ({patch.place} upstream)", Path(patch.ours))
                text = text.replace(old, new)
            script.write_text(text, encoding="utf-8")
