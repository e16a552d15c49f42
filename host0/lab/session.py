"""One bash or Python session in a lab, as a person at a terminal has it: what a snippet leaves, the next one finds."""

import base64
import re
import secrets
import time
from typing import Any

import docker

from host0.lab.host import Gone, Overrun, Result

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]")
"""Terminal control sequences (ECMA-48: CSI, OSC with either end, and the rest with one final byte). The reader's tab
leaves out the same (web/machine/machine.mjs): tests/helpers/cleaning.json holds both to it."""
ENDS = re.compile(r"\r+\n")
"""What ends a line: a terminal adds a CR to its LF, though a program has sent CR LF, as nginx does in its own pages."""

COLUMNS, ROWS = 160, 50
"""The terminal's size in characters: wide enough that no table of Docker's wraps."""

START_LIMIT = 60.0
"""Seconds that a session may take to answer for the first time."""

ENVIRONMENT = {
    "HISTFILE": "/dev/null",
    "HOME": "/root",
    "LC_ALL": "C.UTF-8",
    "PAGER": "cat",
    "PS1": "",
    "PS2": "",
    "TERM": "dumb",
}

NOTE = """host0_failed=(); trap 'host0_failed+=("$BASH_COMMAND")' ERR"""
NOTED = r"""trap - ERR; printf '\037'; printf '%s\037' "${host0_failed[@]}"; unset host0_failed; """
"""What notes the commands that fail unseen in bash, and what hands them over."""

PIPES = "host0_pipes=$(shopt -po pipefail); set -o pipefail; "
PIPED = 'eval "$host0_pipes"; unset host0_pipes; '
"""What lets a pipe fail if any command in it does, and what sets this back."""

PYTHON = ["python3", "-u", "/usr/local/bin/session.py"]

PLACES = {
    "host0": ["bash", "--norc", "--noprofile"],
    "client0": [
        "sh",
        "-c",
        'exec nsenter --target "$(cat /run/client0.pid)" --net --uts --mount bash --norc --noprofile',
    ],
    "python": PYTHON,
    "probe": PYTHON,
    "residue": PYTHON,
}
"""The sessions a lab offers, each with the command that starts it: two machines' bash; on host0, the reader's Python,
and two of ours: one looks at its state, one at what is left behind.
"""


class Session:
    """A session on one of a lab's `PLACES`, over a Docker exec with a terminal.

    An exec socket costs 8 ms a snippet, where a new `docker exec` each time costs 50 and keeps no state.
    """

    def __init__(self, client: docker.DockerClient, container: str, place: str) -> None:
        """Begin a session. Raises `Gone` if it does not answer."""
        self._python = PLACES[place] is PYTHON
        mark = secrets.token_hex(8)  # no snippet can print it by accident
        self._end = re.compile(rf"\x1e{mark} (\d+)(?:\x1f([^\x1e]*))?\x1e".encode())
        self._mark = mark
        command = PLACES[place] + ([mark] if self._python else [])
        exec_id = client.api.exec_create(container, command, stdin=True, tty=True, environment=ENVIRONMENT)["Id"]
        self._response: Any = client.api.exec_start(exec_id, tty=True, socket=True)
        self._socket: Any = getattr(self._response, "_sock", self._response)
        try:
            client.api.exec_resize(exec_id, height=ROWS, width=COLUMNS)
            if not self._python:
                # What is typed does not come back, lines end in LF alone, as in a file, and may be longer than the
                # 4096 bytes of a terminal's line (termios(3), canonical mode).
                self._send("stty -echo -onlcr -icanon; bind 'set enable-bracketed-paste off' 2>/dev/null; true")
            self._until_end(START_LIMIT)
        except BaseException as error:
            self.close()
            if isinstance(error, Overrun):
                what = f"{place} did not answer within {START_LIMIT:.0f} s; it had printed:\n{error}"
                raise Gone(what) from None
            raise

    def run(self, snippet: str, limit: float, *, pipes: bool = False) -> Result:
        """Run a snippet, in bash or Python as the place has it, for at most `limit` seconds.

        With `pipes`, a pipe in bash fails if any command in it does. Raises `Overrun` or `Gone`; the session is of no
        use afterwards, and neither is its lab.
        """
        # In base64, so that the terminal does not interpret it: half a quote, a tab, any length below 100 kB.
        encoded = base64.b64encode(snippet.encode()).decode()
        if self._python:
            self._transmit(encoded + "\n")
        else:
            # The trap sees what `set -e` would end the shell for, and the shell goes on, as a person's does.
            before, after = (PIPES, PIPED) if pipes else ("", "")
            self._send(f'{before}{NOTE}; eval "$(base64 -d <<<{encoded})"', NOTED + after)
        return self._until_end(limit)

    def close(self) -> None:
        """Let go of the session. What runs in it ends with the lab."""
        # The response first: since Python 3.13 it complains about a socket closed under it.
        if getattr(self._response, "_response", None) is not None:
            self._response._response.close()
        self._response.close()

    def _send(self, command: str, note: str = "") -> None:
        # a leading blank and the status in one line: $? is the command's own
        self._transmit(f" {command}; printf '\\036{self._mark} %d' $?; {note}printf '\\036'\n")

    def _transmit(self, text: str) -> None:
        try:
            self._socket.sendall(text.encode())
        except OSError:
            raise Gone("") from None

    def _until_end(self, limit: float) -> Result:
        received, searched, begin = bytearray(), 0, time.monotonic()
        deadline, lines = begin + limit, []
        while True:
            left = deadline - time.monotonic()
            try:
                if left <= 0:
                    raise TimeoutError
                self._socket.settimeout(left)
                data = self._socket.recv(65536)
            except TimeoutError:
                raise Overrun(clean(received)) from None
            except OSError:
                data = b""
            if not data:
                raise Gone(clean(received))
            received += data
            lines += [round(time.monotonic() - begin, 2)] * data.count(b"\n")
            end = self._end.search(received, searched)
            if end:
                text, status = clean(received[: end.start()]), int(end[1])
                return Result(text, status, tuple(lines[: text.count("\n")]), _failed(status, end[2]))
            begun = received.find(f"\x1e{self._mark}".encode(), searched)
            searched = begun if begun >= 0 else max(0, len(received) - 64)  # longer than what a mark begins with


def _failed(status: int, noted: bytes | None) -> tuple[str, ...]:
    """Return the commands of a snippet that failed on its way, from those that the trap has noted."""
    failed = [command for command in clean(noted or b"").split("\x1f") if command]
    # the last command, whose status is the snippet's, is noted as itself and once more as what `eval` has run
    return tuple(failed[:-2] if status else failed)


def clean(received: bytes | bytearray) -> str:
    """Return what a terminal was sent as text: no control sequences, lines ended by LF alone."""
    return ENDS.sub("\n", ESCAPE.sub("", received.decode("utf-8", "replace")))
