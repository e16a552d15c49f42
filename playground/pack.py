"""Pack what was built into what is published: playground/build/site, a folder of static files.

    python -m playground.pack           the machine that has run the article
    python -m playground.pack booted    the one that has only booted, for tests: sooner built, slower, and larger

Of the disk, what the article reads comes first, in the order of its steps: so the reader's browser can fetch it in one
go, and no byte that nobody reads comes with it.
"""

import gzip
import hashlib
import json
import re
import shutil
import struct
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from playground import packages
from playground.tab import BUILD, HERE

BLOCK = 4096
"""Bytes of a block of the disk: erofs, the kernel's pages and disk.mjs have the same."""

CHUNK = 64 * BLOCK
"""Bytes of a chunk, unpacked."""

SITE = BUILD / "site"
SMALLEST = ("--ultra", "-22", "--long=27")
"""zstd's options for what every reader fetches: the greatest effort, and the greatest window that v86 decodes."""

PLAIN = ("-12", "--long=27")
"""And for the parts of the disk that hardly anyone does."""

SOONEST = ("-1", "--long=27")
"""And for what nobody publishes."""

NOTHING = bytes(4)
"""No pages that come later: see parts.mjs."""

NEEDED = ("libv86.mjs", "v86.wasm.gz", "snapshot.zst", "disk/index.bin")
"""What a reader's browser fetches until the prompt, beside our own few kilobytes."""

LATER = "later.zst"
"""And what it fetches next."""

FROM_NPM = {
    "libv86.mjs": "v86/build/libv86.mjs",
    "xterm.js": "@xterm/xterm/lib/xterm.js",
    "xterm.css": "@xterm/xterm/css/xterm.css",
    "licenses/v86.txt": "v86/LICENSE",
    "licenses/xterm.txt": "@xterm/xterm/LICENSE",
}
MODULES = ("chunks", "code", "disk", "machine", "parts", "published", "tab", "worker", "zstd")
OURS = tuple(f"{name}.mjs" for name in MODULES)


def compress(files: list[Path], options: tuple[str, ...]) -> None:
    """Replace files by their compressed form, NAME.zst."""
    if files:
        subprocess.run(["zstd", "--quiet", "--force", "--rm", *options, *map(str, files)], check=True)


def order(blocks: int, touched: list[int]) -> list[int]:
    """Return all blocks of the disk: those touched first, in their order, then the others in theirs."""
    rest = set(touched)
    return [*touched, *(block for block in range(blocks) if block not in rest)]


def chunks(image: Path, touched: list[int], options: tuple[str, ...]) -> int:
    """Write the disk's chunks, and their index: the touched blocks, then bytes and SHA-256 of each chunk.

    The chunks without touched blocks are compressed by other `options`.
    Returns the bytes of the chunks that hold touched blocks.
    """
    folder = SITE / "disk"
    folder.mkdir()
    data = image.read_bytes()
    every = order(len(data) // BLOCK, touched)
    per = CHUNK // BLOCK
    names = []
    for number, start in enumerate(range(0, len(every), per)):
        names.append(folder / f"{number:04}")
        names[-1].write_bytes(b"".join(data[b * BLOCK : (b + 1) * BLOCK] for b in every[start : start + per]))
    hot = -(-len(touched) // per)
    compress(names[:hot], SMALLEST)
    compress(names[hot:], options)
    index = struct.pack(f"<I{len(touched)}I", len(touched), *touched)
    for name in names:
        content = name.with_suffix(".zst").read_bytes()
        index += struct.pack("<I32s", len(content), hashlib.sha256(content).digest())
    (folder / "index.bin").write_bytes(index)
    return sum(name.with_suffix(".zst").stat().st_size for name in names[:hot])


def paragraphs(text: str) -> Iterator[dict[str, str]]:
    """Yield the paragraphs of a Debian control file, one line of each field."""
    for paragraph in text.split("\n\n"):
        yield dict(re.findall(r"^([A-Za-z-]+): (.*)$", paragraph, re.MULTILINE))


def add(file: Path, text: bytes) -> None:
    """Write a license, behind the one of the other suite's package if that is another."""
    before = file.read_bytes() if file.exists() else b""
    if text not in before:
        file.write_bytes(before + text)


def licenses() -> None:
    """Write each package's copyright file, the licenses they name, and the exact versions with their sources."""
    folder = SITE / "licenses"
    folder.mkdir()
    rows = set()
    control: list[str] = []
    for name in ("root.tar", "boot/licenses.tar"):
        with tarfile.open(BUILD / name) as tar:
            for entry in tar:
                path = entry.name.removeprefix("./")
                found = re.fullmatch(r"usr/share/doc/([^/]+)/copyright", path)
                common = path.startswith("usr/share/common-licenses/")
                wanted = found or common or path == "var/lib/dpkg/status"
                content = tar.extractfile(entry) if wanted and (entry.isfile() or entry.islnk()) else None
                if not content:
                    continue
                if found or common:
                    add(folder / f"{found[1] if found else Path(path).name}.txt", content.read())
                else:
                    control.append(content.read().decode())
    shutil.copy(BUILD / "boot/linux.copyright", folder / "linux.txt")
    control.append((BUILD / "boot/linux.control").read_text())
    for text in control:
        for package in paragraphs(text):
            if "Package" in package and "deinstall" not in package.get("Status", ""):
                source = re.fullmatch(r"(\S+)(?: \((.*)\))?", package.get("Source", package["Package"]))
                assert source  # noqa: S101 (deb-control(5))
                rows.add((package["Package"], package["Version"], source[1], source[2] or package["Version"]))
    lines = [
        "What the machine in the reader's tab is made of, beside v86 and xterm.js: Debian's packages, unchanged,",
        "each with its version, source package and source version. Their licenses are in licenses/. Debian keeps the",
        "source of every version: `apt-get source SOURCE=VERSION` on a Debian with deb-src lines, or Debian's snapshot",
        "archive, where it lies under its source package and version.",
        "",
        *("\t".join(row) for row in sorted(rows)),
    ]
    (SITE / "packages.txt").write_text("\n".join(lines) + "\n")
    packages.compare((SITE / "packages.txt").read_text())


def sums() -> None:
    """Write SHA256SUMS, for `sha256sum --check`."""
    files = sorted(path for path in SITE.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(SITE)}" for path in files]
    (SITE / "SHA256SUMS").write_text("\n".join(lines) + "\n")


def manifest(image: Path, snapshot: int, hot: int) -> None:
    """Write what the page must know: sizes, and bytes and SHA-256 of each file that it fetches by name."""
    files: dict[str, dict[str, Any]] = {}
    for name in sorted((*NEEDED, LATER, "xterm.js", "xterm.css", *OURS)):
        content = (SITE / name).read_bytes()
        files[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    engine = re.search(r"^docker\.io\t(\S+)", (SITE / "packages.txt").read_text(), re.MULTILINE)
    assert engine  # noqa: S101 (guest/packages has it)
    prompt: int = sum(files[name]["bytes"] for name in NEEDED)
    article = prompt + files[LATER]["bytes"] + hot
    about = {
        "memory": int((BUILD / "memory").read_text()),
        "snapshot": snapshot,
        "engine": engine[1],
        "bytes": {"prompt": prompt, "article": article},
        "disk": {"size": image.stat().st_size, "chunk": CHUNK, "index": "disk/index.bin"},
        "files": files,
    }
    (SITE / "manifest.json").write_text(json.dumps(about, indent=1) + "\n")
    megabytes = f"{prompt / 1e6:.1f} MB until the prompt, {article / 1e6:.1f} MB"
    print(f"playground: {megabytes} with all that the article reads")


def main() -> None:
    """Make the folder anew; it is whole when SHA256SUMS is there."""
    booted = sys.argv[1:] == ["booted"]
    state, effort, others = ("booted", SOONEST, SOONEST) if booted else ("snapshot", SMALLEST, PLAIN)
    shutil.rmtree(SITE, ignore_errors=True)
    SITE.mkdir(parents=True)
    image = BUILD / "root.erofs"
    memory = (BUILD / f"{state}.bin").read_bytes()
    (SITE / "snapshot").write_bytes(memory)
    (SITE / "later").write_bytes(NOTHING if booted else (BUILD / "later.bin").read_bytes())
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda name: compress([SITE / name], effort), ("snapshot", "later")))
    touched = [] if booted else json.loads((BUILD / "touched.json").read_text())
    hot = chunks(image, touched, others)
    licenses()
    for name, source in FROM_NPM.items():
        shutil.copy(HERE / "node_modules" / source, SITE / name)
    for name in OURS:
        shutil.copy(HERE / name, SITE / name)
    wasm = (HERE / "node_modules/v86/build/v86.wasm").read_bytes()
    (SITE / "v86.wasm.gz").write_bytes(gzip.compress(wasm, mtime=0))
    manifest(image, len(memory), hot)
    sums()
    published = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file())
    print(f"playground: {published / 1e6:.0f} MB published")


if __name__ == "__main__":
    main()
