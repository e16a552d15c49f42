"""What the tests of the machine in the tab share."""

from collections.abc import Iterator

import pytest

from playground.node.tab import Tab


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    """Return the published machine."""
    with Tab() as machine:
        yield machine
