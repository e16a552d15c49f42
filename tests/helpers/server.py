"""A web server for a folder, as hosts run one: compressing, on a free port, under a path of its own."""

import contextlib
import functools
import gzip
import http.server
import io
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

COMPRESSED = {".css", ".html", ".js", ".json", ".map", ".svg", ".xml"}


FOR_EVER = re.compile(r"/assets/tab/[0-9a-f]{16}/")
"""What has an address for each content, so that a browser may keep it without asking."""


@functools.lru_cache(maxsize=500)
def compressed(path: Path, _changed: int) -> bytes:
    """Return a file compressed, the same version of it once: a page is asked for hundreds of times in a run."""
    return gzip.compress(path.read_bytes())


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Say how long browsers may keep it, as `playground/README.md` asks of hosts: nothing is fresh by guess."""
        forever = FOR_EVER.search(self.path)
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if forever else "no-cache")
        super().end_headers()

    def send_head(self) -> IO[Any] | None:  # type: ignore[override]
        """Answer with the file compressed, if it is text and the browser takes gzip."""
        path = Path(self.translate_path(self.path))
        accepted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not accepted or path.suffix not in COMPRESSED or not path.is_file():
            return super().send_head()
        body = compressed(path, path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        return io.BytesIO(body)


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    """Who finds the usual five places taken, as by a few tabs while this stands still, asks again after seconds."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of an error, but not of a browser that has gone before it had all: a tab that was closed does."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, and give its address, which ends in the folder's name."""
    handler = functools.partial(_Handler, directory=str(folder.parent))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{folder.name}/"
        finally:
            server.shutdown()
            thread.join()
