"""host0 as the reader's tab has it, run in Node: it does for a track what a lab does."""

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

from host0.lab.host import Gone, Overrun, Result, Scripted
from host0.problem import Problem

HERE = Path(__file__).parent.parent
BUILD = HERE / "build"

START_LIMIT = 300.0
"""Seconds until the restored machine must be running."""

PATIENCE = 20.0
"""What to multiply the limits of steps by: an emulator is so much slower than a real machine."""

STATE = r"""
docker ps --all --format 'container {{.Names}}'
docker network ls --format 'network {{.Name}} {{.Driver}}'
docker volume ls --format 'volume {{.Name}}'
docker image ls --all --format 'image {{.Repository}}:{{.Tag}}'
ss --no-header --listening --tcp --udp --numeric | awk '{print "listening port", $1, $5}'
for t in nat filter; do
    iptables -t $t -S | sed "s/^/firewall rule ($t) /"
    ip6tables -t $t -S | sed "s/^/IPv6 firewall rule ($t) /"
done
ip -oneline link | awk -F'[:@ ]+' '{print "interface", $2}'
ip -oneline address | awk '{print "address", $2, $4}' | grep -v ' fe80:'
ip route | sed 's/ linkdown//; s/^/route /'
ls /tmp /root | sed 's/^/file /'
"""
"""What a page must leave on host0 as it found it, a thing a line: a lab looks at all there is, but with Python."""


class Tab(Scripted):
    """The machine, running when the constructor returns: the published one, or one from a `state` of its build.

    Those are `booted` and `snapshot`. The constructor raises `Problem` if it does not start.
    """

    def __init__(self, state: str = "") -> None:
        command = ["node", str(HERE / "node/driver.mjs"), str(BUILD), *([state] if state else [])]
        self._node = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.patience = PATIENCE
        self._before: set[str] = set()
        try:
            self._answer(START_LIMIT)
        except (Gone, Overrun) as error:
            self.close()
            raise Problem(f"the tab's machine did not start: {error}") from None

    def _listen(self) -> None:
        assert self._node.stdout is not None  # noqa: S101 (we asked for a pipe)
        for line in self._node.stdout:
            self._answers.put(line)
        self._answers.put("")

    def _answer(self, limit: float) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=limit)
        except queue.Empty:
            raise Overrun("") from None
        if not line:
            raise Gone("the emulator ended")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def ask(self, question: dict[str, Any], limit: float = 300.0) -> dict[str, Any]:
        """Have the driver do something (see driver.mjs) within `limit` seconds. Raises `Overrun` or `Gone`."""
        assert self._node.stdin is not None  # noqa: S101
        try:
            self._node.stdin.write(json.dumps(question) + "\n")
            self._node.stdin.flush()
        except OSError:
            raise Gone("the emulator ended") from None
        return self._answer(limit)

    def session(self, place: str) -> "Shell":
        """Return the reader's shell on `host0` or `client0`."""
        return Shell(self, place)

    def run(self, script: str) -> str:
        """Run a bash script on host0, outside any session, and return what it printed. Raises `Gone`."""
        try:
            return str(self.ask({"agent": script})["output"])
        except Overrun:
            raise Gone("host0 did not answer") from None

    def remember(self) -> None:
        """Remember what host0 has now. Raises `Gone`."""
        self._before = set(self.run(STATE).splitlines())

    def left(self) -> list[str]:
        """Return what is not as it was then, a thing a line. Raises `Gone`."""
        after = set(self.run(STATE).splitlines())
        left = [f"left behind: {line}" for line in sorted(after - self._before)]
        return left + [f"missing: {line}" for line in sorted(self._before - after)]

    def close(self) -> None:
        """End the machine."""
        self._node.kill()
        self._node.wait()
        self._listener.join()
        for pipe in (self._node.stdin, self._node.stdout):
            assert pipe is not None  # noqa: S101 (we asked for both)
            pipe.close()


class Shell:
    """The reader's shell on one of the machines."""

    def __init__(self, tab: Tab, place: str) -> None:
        self._tab, self._place = tab, place

    def run(self, snippet: str, limit: float, *, pipes: bool = False) -> Result:
        """Run a snippet for at most `limit` seconds; nothing is noted of its pipes. Raises `Overrun` or `Gone`."""
        answer = self._tab.ask({"run": self._place, "code": snippet}, limit)
        return Result(answer["output"], answer["status"], failed=None)
