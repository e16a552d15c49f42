"""What tests of the built site share."""

import shutil
import sys
from pathlib import Path

import pytest

from host0.site.machine import SUMS
from tests.conftest import ROOT, Once, copied
from tests.helpers.machine import broken

BUILD = (sys.executable, "-m", "host0", "build")


@pytest.fixture(scope="session")
def bare(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site built without Docker's SDK, and with a machine that was not built to its end."""

    def make(target: Path) -> None:
        project = copied(tmp_path_factory.mktemp("bare"))
        (broken(project.root, ROOT) / SUMS).unlink()
        (project.root / "docker.py").write_text("raise ImportError('Docker is not for builds')\n", encoding="utf-8")
        run = project.run(*BUILD)
        assert run.returncode == 0, run.stderr
        shutil.move(project.root / "site", target)

    return once.made("bare", make)
