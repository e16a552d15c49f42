"""A machine for the reader's tab that cannot run, to see how the page tells it. The real one is `make playground`'s."""

import gzip
import hashlib
import json
import shutil
from pathlib import Path

from host0.site.machine import BENCH, MACHINE, SUMS
from playground.publish.pack import OURS

TERMINAL = """
globalThis.Terminal = class {
  parser = { registerOscHandler() {} }
  constructor(options) { Object.assign(this, { options, cols: options.cols, rows: 24 }) }
  attachCustomKeyEventHandler() {}
  open(element) {
    this.textarea = element.appendChild(document.createElement("textarea"))
    const screen = element.appendChild(document.createElement("div"))
    screen.className = "xterm-screen"
    screen.style.cssText = "width: 500px; height: 300px"
  }
  onData(typed) { this.textarea.addEventListener("input", () => typed(this.textarea.value)) }
  write(bytes) {}
  reset() {}
  focus() {}
  resize(columns, rows) { Object.assign(this, { cols: columns, rows }) }
}
"""
"""What the pane asks of xterm.js."""

EMULATOR = 'export class V86 { constructor() { throw new Error("this machine is not one") } }\n'

FILES = {
    "libv86.mjs": EMULATOR.encode(),
    "xterm.js": TERMINAL.encode(),
    "xterm.css": b".xterm {}\n",
    "v86.wasm.gz": gzip.compress(b"\0asm\x01\0\0\0", mtime=0),
    "snapshot.zst": b"a snapshot" * 1000,
    "disk/index.bin": bytes(8),
    "packages.txt": b"linux\t1\tlinux\t1\n",
    **{f"licenses/{name}.txt": b"free\n" for name in ("linux", "docker.io", "v86", "xterm")},
}


def broken(root: Path, source: Path) -> Path:
    """Write it into the project at `root`, with modules and figures of the project at `source`; return its folder."""
    folder = root / MACHINE
    (root / BENCH).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source / BENCH, root / BENCH)
    files = FILES | {name: (source / "web/machine" / name).read_bytes() for name in OURS}
    about = {
        "memory": 320,
        "engine": "28.5.2+dfsg4-5",
        "bytes": {"prompt": 14_600_000, "article": 37_400_000},
        "disk": {"size": 0, "chunks": [4096, 4096, 4096], "calls": False, "index": "disk/index.bin"},
        "files": {name: {"bytes": len(data), "sha256": sha(data)} for name, data in files.items()},
    }
    files["manifest.json"] = json.dumps(about).encode()
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / SUMS).write_text("".join(f"{sha(data)}  {name}\n" for name, data in files.items()))
    return folder


def sha(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
