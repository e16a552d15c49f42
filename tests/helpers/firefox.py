"""Debian's Firefox, which Playwright cannot drive: by Marionette, the protocol that it speaks itself.

A message is its length, a colon, and JSON: https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

import contextlib
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.helpers.window import Window

COMMAND = "firefox-esr"
START = 120.0
"""Seconds that it may take to listen."""


class Firefox(Window):
    """A window of it."""

    refused = RuntimeError

    def __init__(self, port: int) -> None:
        self._socket = _connected(port)
        self._file = self._socket.makefile("rb")
        self._count = 0
        self._receive()  # it introduces itself
        self.do("WebDriver:NewSession", {"capabilities": {}})

    def _receive(self) -> Any:
        length = b""
        while (character := self._file.read(1)) != b":":
            length += character
        return json.loads(self._file.read(int(length)))

    def do(self, name: str, parameters: dict[str, Any]) -> Any:
        """Let it do something, and return the answer. Raises `RuntimeError` with what it complains of."""
        self._count += 1
        message = json.dumps([0, self._count, name, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self._receive()
        if error:
            raise RuntimeError(f"{error['error']}: {error['message']}")
        return answer

    def open(self, address: str) -> None:
        """Load a page."""
        self.do("WebDriver:Navigate", {"url": address})

    def run(self, script: str) -> Any:
        """Run a script's body in the page, and return what it returns."""
        return self.do("WebDriver:ExecuteScript", {"script": script, "args": [], "sandbox": None})["value"]

    def close(self) -> None:
        """Let go of it."""
        self._file.close()
        self._socket.close()


def _connected(port: int) -> socket.socket:
    deadline = time.monotonic() + START
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port))
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@contextlib.contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """Start it without a window on the screen, with a profile of its own, and end it afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (profile / "user.js").write_text(
        f'user_pref("marionette.port", {port});\n'
        'user_pref("network.captive-portal-service.enabled", false);\n'
        'user_pref("datareporting.policy.dataSubmissionEnabled", false);\n'
    )
    command = [COMMAND, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    environment = os.environ | {"HOME": str(profile)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            window = Firefox(port)
            yield window
            window.close()
        finally:
            process.terminate()
