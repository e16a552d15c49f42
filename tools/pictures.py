"""Take pictures of every page of site/, to be looked at: light and dark, wide and on a phone, in test-results/pages."""

import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from host0.lab.needs import chromium
from tests.helpers.pages import LAID_OUT, names
from tests.helpers.server import served

ROOT = Path(__file__).resolve().parent.parent

VIEWS: dict[str, dict[str, Any]] = {
    f"{scheme}-{screen}": {
        "color_scheme": scheme,
        "viewport": {"width": width, "height": 900},
        "has_touch": width < 400,
    }
    for scheme in ("light", "dark")
    for screen, width in (("wide", 1280), ("phone", 360))
}
"""A phone has no pointer: what is shown under one takes no room there."""
TALL = 8000
"""Pixels of a page in one picture: Chromium repeats itself beyond twice as many."""


def main() -> None:
    """Take them anew."""
    folder = ROOT / "test-results" / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    with served(ROOT / "site") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for view, options in VIEWS.items():
            with browser.new_context(bypass_csp=True, **options) as context:
                tab = context.new_page()
                for name in names(ROOT / "site"):
                    tab.goto(address + name)
                    tab.add_style_tag(content=LAID_OUT)
                    width, height = options["viewport"]["width"], tab.evaluate("document.documentElement.scrollHeight")
                    for number, top in enumerate(range(0, height, TALL)):
                        file = folder / f"{name.removesuffix('.html').replace('/', '-')}-{view}-{number}.png"
                        part = {"x": 0, "y": top, "width": width, "height": min(TALL, height - top)}
                        tab.screenshot(path=file, full_page=True, clip=part)  # type: ignore[arg-type]
    print(f"{len([*folder.iterdir()])} pictures in {folder.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
