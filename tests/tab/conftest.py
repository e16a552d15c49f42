"""What the tests of the tab share. They are skipped where no machine was built."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from host0.site.machine import MACHINE, SUMS
from tests.conftest import ROOT
from tests.tab.reader import Reader

HERE = Path(__file__).parent
BUILT = (ROOT / MACHINE / SUMS).is_file()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test of this folder its time, and skip it without a machine.

    They come first: of two cores, the emulator keeps one busy for minutes, while labs, on the other, wait.
    """
    items.sort(key=lambda item: item.path.parent != HERE)
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.timeout(3600))
            item.add_marker(pytest.mark.skipif(not BUILT, reason="no machine for the reader's tab: make playground"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a new tab that may complain of nothing, and ask nobody."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("popup", lambda popup: wrong.append(popup.url))
    yield page
    context.close()
    assert not [text for text in wrong if "Failed to load resource" not in text]


@pytest.fixture
def reader(page: Page, address: str) -> Reader:
    """Return a reader of English, who has not started yet."""
    return Reader(page, address, "en")
