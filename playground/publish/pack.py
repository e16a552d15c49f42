"""Pack what was built into what is published: playground/build/site, a folder of static files.

    python -m playground.publish.pack           the machine that has run the article
    python -m playground.publish.pack booted    the one that has only booted, for tests: sooner built, slower, larger

Of the disk, what memory holds too comes first, once for both; then what the article reads, in the order of its steps:
so the reader's browser can fetch it in one go, and no byte that nobody reads comes with it. What the machine read to
boot, and never reads again, is left out. Chunks have the names of their content.
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

from playground.node.tab import BUILD, HERE
from playground.publish import packages

BLOCK = 4096
"""Bytes of a block of the disk: erofs, the kernel's pages and disk.mjs have the same."""

CHUNKS = (256 * BLOCK, 64 * BLOCK, 256 * BLOCK)
"""Bytes of a chunk, unpacked: of what memory holds too, of what the article reads, and of the rest."""

NAME = 16
"""Hexadecimal digits of a chunk's SHA-256 that are its name."""

SPAN = 1 << 29
"""As in calls.mjs."""

SITE = BUILD / "site"
SMALLEST = ("--ultra", "-22", "--long=27")
"""zstd's options for what every reader fetches: the greatest effort, and the greatest window that v86 decodes."""

SOONEST = ("-1", "--long=27")
"""And for what nobody publishes."""

NOTHING = bytes(4)
"""No pages that come later: see parts.mjs."""

JOBS = 32
"""Files that one process compresses."""

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
MODULES = ("calls", "chunks", "code", "disk", "machine", "parts", "published", "store", "tab", "worker", "zstd")
OURS = tuple(f"{name}.mjs" for name in MODULES)


def compress(files: list[Path], options: tuple[str, ...]) -> None:
    """Replace files by their compressed form, NAME.zst."""
    if files:
        subprocess.run(["zstd", "--quiet", "--force", "--rm", *options, *map(str, files)], check=True)


def absolute(block: bytes, address: int) -> bytes:
    """Return a block at an address of the disk with its calls as calls.mjs has them: by target, not by distance."""
    done = bytearray(block)
    at = block.find(0xE8)
    while 0 <= at <= len(block) - 5:
        distance, place = int.from_bytes(block[at + 1 : at + 5], "little", signed=True), address + at
        if -place <= distance < SPAN:
            target = distance + place if distance < SPAN - place else distance - SPAN
            done[at + 1 : at + 5] = target.to_bytes(4, "little", signed=True)
        at = block.find(0xE8, at + 5)
    return bytes(done)


def blank(disk: bytearray) -> None:
    """Leave out of a disk what was read from it only to boot: the images, which the Engine has loaded since."""
    for image in sorted((BUILD / "boot/images").glob("*.tar")):
        content = image.read_bytes()
        length = len(content) // BLOCK * BLOCK
        at = disk.find(content[:length])
        assert at >= 0  # noqa: S101 (erofs keeps a file in one piece)
        disk[at : at + length] = bytes(length)


def firsts(disk: bytes) -> dict[bytes, int]:
    """Return the first block of a disk with each content."""
    return {disk[at : at + BLOCK]: at // BLOCK for at in reversed(range(0, len(disk), BLOCK))}


def share(later: bytes, where: dict[bytes, int]) -> tuple[bytes, list[int]]:
    """Return later.bin without the pages that are a block of the disk, as parts.mjs reads it, and those blocks."""
    (count,) = struct.unpack_from("<I", later)
    numbers = struct.unpack_from(f"<{count}I", later, 4)
    own, both = [], []
    for index, number in enumerate(numbers):
        start = 4 + 4 * count + index * BLOCK
        page = later[start : start + BLOCK]
        if page in where:
            both.append((number, where[page]))
        else:
            own.append((number, page))
    packed = struct.pack(f"<I{len(own)}I", len(own), *(number for number, _ in own)) + b"".join(page for _, page in own)
    packed += struct.pack(f"<I{len(both)}I", len(both), *(number for number, _ in both))
    packed += struct.pack(f"<{len(both)}I", *(block for _, block in both))
    return packed, sorted({block for _, block in both})


def chunks(
    disk: bytes, where: dict[bytes, int], early: list[int], touched: list[int], options: tuple[str, ...], *, calls: bool
) -> tuple[int, int]:
    """Write the disk's chunks, their calls as calls.mjs has them if asked for, and their index.

    That is how many blocks the article touches, and how many are only another's twin; a bit for each block that is
    early; those touched; each twin with that other block; bytes and SHA-256 of each chunk. `where` is what `firsts`
    returns.

    Returns the bytes of the early chunks, and of those with touched blocks.
    """
    folder = SITE / "disk"
    folder.mkdir()
    blocks = len(disk) // BLOCK
    first = set(early)
    touched = [block for block in touched if block not in first]
    known = first | set(touched)
    twins = {}
    for block in range(blocks):
        content = disk[block * BLOCK : (block + 1) * BLOCK]
        if block not in known and where[content] != block and any(content):
            twins[block] = where[content]
    bits = bytearray(-(-blocks // 8))
    for block in early:
        bits[block >> 3] |= 1 << (block & 7)
    index = struct.pack("<II", len(touched), len(twins)) + bits + struct.pack(f"<{len(touched)}I", *touched)
    index += b"".join(struct.pack("<II", *pair) for pair in twins.items())
    sizes = []
    rest = [block for block in range(blocks) if block not in known and block not in twins]
    for kind, found in enumerate((early, touched, rest)):
        per = CHUNKS[kind] // BLOCK
        names = []
        for start in range(0, len(found), per):
            names.append(folder / f"{kind}-{start:06}")
            own = found[start : start + per]
            pieces = ((disk[block * BLOCK : (block + 1) * BLOCK], block * BLOCK) for block in own)
            names[-1].write_bytes(b"".join(absolute(*piece) if calls else piece[0] for piece in pieces))
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda some: compress(some, options), batches(names)))
        packed = [name.with_suffix(".zst") for name in names]
        sizes.append(sum(file.stat().st_size for file in packed))
        for file in packed:
            digest = hashlib.sha256(file.read_bytes())
            index += struct.pack("<I32s", file.stat().st_size, digest.digest())
            file.rename(folder / f"{digest.hexdigest()[:NAME]}.zst")
    (folder / "index.bin").write_bytes(index)
    return sizes[0], sizes[1]


def batches(names: list[Path]) -> list[list[Path]]:
    """Return files in groups, each for a process of its own."""
    return [names[start : start + JOBS] for start in range(0, len(names), JOBS)]


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


def manifest(disk: dict[str, Any], snapshot: int, early: int, hot: int) -> None:
    """Write what the page must know: sizes, and bytes and SHA-256 of each file that it fetches by name."""
    files: dict[str, dict[str, Any]] = {}
    for name in sorted((*NEEDED, LATER, "xterm.js", "xterm.css", *OURS)):
        content = (SITE / name).read_bytes()
        files[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    engine = re.search(r"^docker\.io\t(\S+)", (SITE / "packages.txt").read_text(), re.MULTILINE)
    assert engine  # noqa: S101 (guest/packages has it)
    prompt: int = sum(files[name]["bytes"] for name in NEEDED)
    article = prompt + files[LATER]["bytes"] + early + hot
    about = {
        "memory": int((BUILD / "memory").read_text()),
        "snapshot": snapshot,
        "engine": engine[1],
        "bytes": {"prompt": prompt, "article": article},
        "disk": disk,
        "files": files,
    }
    (SITE / "manifest.json").write_text(json.dumps(about, indent=1) + "\n")
    megabytes = f"{prompt / 1e6:.1f} MB until the prompt, {article / 1e6:.1f} MB"
    print(f"playground: {megabytes} with all that the article reads")


def main() -> None:
    """Make the folder anew; it is whole when SHA256SUMS is there."""
    booted = sys.argv[1:] == ["booted"]
    state, effort = ("booted", SOONEST) if booted else ("snapshot", SMALLEST)
    shutil.rmtree(SITE, ignore_errors=True)
    SITE.mkdir(parents=True)
    disk = bytearray((BUILD / "root.erofs").read_bytes())
    blank(disk)
    memory = (BUILD / f"{state}.bin").read_bytes()
    (SITE / "snapshot").write_bytes(memory)
    where = firsts(bytes(disk))
    later, early = share(NOTHING if booted else (BUILD / "later.bin").read_bytes(), where)
    (SITE / "later").write_bytes(later)
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda name: compress([SITE / name], effort), ("snapshot", "later")))
    touched = [] if booted else json.loads((BUILD / "touched.json").read_text())
    sizes = chunks(bytes(disk), where, early, touched, effort, calls=not booted)
    licenses()
    for name, source in FROM_NPM.items():
        shutil.copy(HERE.parent / "node_modules" / source, SITE / name)
    for name in OURS:
        shutil.copy(HERE.parent / "web/machine" / name, SITE / name)
    wasm = (HERE.parent / "node_modules/v86/build/v86.wasm").read_bytes()
    (SITE / "v86.wasm.gz").write_bytes(gzip.compress(wasm, mtime=0))
    published = {"size": len(disk), "chunks": CHUNKS, "calls": not booted, "index": "disk/index.bin"}
    manifest(published, len(memory), *sizes)
    sums()
    whole = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file())
    print(f"playground: {whole / 1e6:.0f} MB published")


if __name__ == "__main__":
    main()
