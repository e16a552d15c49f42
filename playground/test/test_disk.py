"""host0's disk is the same whenever it is made of the same packages."""

import hashlib
import subprocess
from pathlib import Path

BUILD = Path(__file__).parent.parent / "build"


def test_disk_again(tmp_path: Path) -> None:
    """Made once more, it has the same bytes."""
    for name in ("base.tar", "root.tar"):
        (tmp_path / name).symlink_to(BUILD / name)
    subprocess.run([BUILD.parent / "disk/make", tmp_path], cwd=BUILD.parent, check=True)
    first, again = (digest(folder / "root.erofs") for folder in (BUILD, tmp_path))
    assert again == first


def digest(file: Path) -> str:
    """Return a file's SHA-256."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
