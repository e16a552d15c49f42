"""Measure the machine in Chromium, each figure against the experiment's and its bound; keep the table in BENCH.md.

python -m playground.bench [ROUNDS]
"""

import contextlib
import functools
import os
import platform
import shutil
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, sync_playwright

from bench.bound import broken
from host0.files import replace
from host0.problem import Problem
from playground.bench.table import HEAD, lines, text
from playground.node.article import code, steps
from playground.node.tab import BUILD, HERE
from playground.publish.pack import LATER

FILE = HERE / "bench/BENCH.md"
ROUNDS = 5
LIMIT = 600_000
"""Milliseconds for anything that a page does."""

IDLE = 0.3
"""CPU seconds of one second that the machine takes, at most, when it has nothing to do."""

NETWORKS = "docker network ls"
RUN = "docker run --name=nginx --net=host -p 80:80 -d nginx"
REMOVE = "docker rm --force nginx"


@dataclass
class Traffic:
    """What a server has sent."""

    bytes: int = 0
    later: int = 0
    """Of these, what is asked for from the prompt on, and not before: `LATER` comes first of it."""
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextlib.contextmanager
def server(traffic: Traffic) -> Iterator[str]:
    """Serve the published files and the page that measures them, and count; give the address."""

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def translate_path(self, path: str) -> str:
            """Find `site/` among what was built, all else beside this file."""
            name = path.lstrip("/")
            return str(BUILD / name if name.startswith("site/") else HERE / "bench" / name)

        def copyfile(self, source: Any, outputfile: Any) -> None:
            """Send a file, and count it."""
            size = os.fstat(source.fileno()).st_size
            with traffic.lock:
                traffic.bytes += size
                traffic.later += size if traffic.later or self.path.endswith(f"/{LATER}") else 0
            super().copyfile(source, outputfile)

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(HERE / "bench"))) as http:
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_port}/"
        finally:
            http.shutdown()


def descendants(process: int) -> Iterator[int]:
    """Yield the processes that a process has started, and that those have."""
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield int(child)
                yield from descendants(int(child))


def workers() -> Iterator[tuple[int, Path]]:
    """Yield our browser's threads on which a page's workers run: process, and the thread's folder in /proc."""
    for process in descendants(os.getpid()):
        for task in Path(f"/proc/{process}/task").glob("*"):
            with contextlib.suppress(OSError):
                if (task / "comm").read_text().startswith("DedicatedWorker"):
                    yield process, task


def resident() -> tuple[float, float]:
    """Return the memory of the process that has the page and its machine in GB: now, at most (proc_pid_status(5))."""
    process, _ = next(workers())
    status = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    now, most = (int(status[name].split()[0]) / 1e6 for name in ("VmRSS", "VmHWM"))
    return now, most


def computed() -> float:
    """Return the CPU seconds that our browser's workers have taken on threads of their own (proc_pid_stat(5)).

    On a machine that does nothing else, a command takes as long: the emulator hardly ever waits.
    """
    ticks = 0
    for _, task in workers():
        ticks += sum(map(int, (task / "stat").read_text().rpartition(") ")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


class Reader:
    """A page with the machine on it. Seconds that work takes go into `figures` by name, CPU seconds as `NAME, CPU`."""

    def __init__(self, page: Page, figures: dict[str, float]) -> None:
        self._page, self._figures = page, figures

    def timed(self, name: str, work: str, *arguments: object) -> Any:
        """Do some work on the machine, and return what it gave. Work of one name is summed up. Raises `Problem`."""
        before = computed()
        try:
            found = self._page.evaluate(
                f"(a) => Promise.race([timed(() => machine.{work}), new Promise((_, no) => {{"
                " const timer = setInterval(() => failed && (clearInterval(timer), no(new Error(failed))), 500); })])",
                list(arguments),
            )
        except Error as error:
            raise Problem(f"{name}: {error.message}") from None
        for key, value in ((name, found["seconds"]), (f"{name}, CPU", computed() - before)):
            self._figures[key] = self._figures.get(key, 0.0) + value
        return found["result"]

    def run(self, name: str, place: str, snippet: str, expected: str = "") -> None:
        """Run a snippet as the reader does. Raises `Problem` if it prints something else than expected."""
        output = self.timed(name, "run(a[0], a[1])", place, snippet)["output"]
        if expected not in output:
            raise Problem(f"`{snippet}` printed:\n{output}")


@contextlib.contextmanager
def opened(address: str) -> Iterator[Page]:
    """Open the page that measures in a fresh browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(LIMIT)
        page.goto(address + "bench.html")
        page.wait_for_function("Boolean(window.timed)")
        yield page
        browser.close()


def rest() -> None:
    """Wait until the machine has nothing to do."""
    before = computed()
    while True:
        time.sleep(1)
        now = computed()
        if now - before < IDLE:
            return
        before = now


def hurry() -> dict[str, float]:
    """Run a command as soon as there is a prompt, in a fresh browser."""
    figures: dict[str, float] = {}
    with server(Traffic()) as address, opened(address) as page:
        reader = Reader(page, figures)
        reader.timed("start", "start()")
        page.evaluate("void machine.prefetch()")
        reader.run("networks, at once", "host0", NETWORKS, "bridge")
    return figures


def measure(say: Callable[[str], None]) -> dict[str, float]:
    """Follow the article once in a fresh browser."""
    traffic = Traffic()
    figures = hurry()
    with server(traffic) as address, opened(address) as page:
        reader = Reader(page, figures)
        reader.timed("prompt", "start()")
        figures["bytes at the prompt"] = (traffic.bytes - traffic.later) / 1e6
        page.evaluate("void machine.prefetch(); longest = 0")
        reader.timed("whole", "whole()")
        before, begin = computed(), time.monotonic()
        rest()
        figures["warm"], figures["warm, CPU"] = time.monotonic() - begin, computed() - before
        for name in ("first", "later"):
            reader.run(f"networks, {name}", "host0", NETWORKS, "bridge")
            reader.run(f"run, {name}", "host0", RUN, "WARNING")
            reader.run("remove", "host0", REMOVE)
            for command in ("networks", "run"):
                seconds, cpu = (figures[f"{command}, {name}{what}"] for what in ("", ", CPU"))
                say(f"{command}, {name}: {seconds:.1f} s, {cpu:.1f} s of CPU")
        for step in steps(HERE.parent):
            reader.run(step.name, step.bash.on, code(step.bash))
            for what in ("", ", CPU"):
                figures[f"article{what}"] = figures.get(f"article{what}", 0.0) + figures[f"{step.name}{what}"]
            say(f"{step.name}: {figures[step.name]:.1f} s, {figures[f'{step.name}, CPU']:.1f} s of CPU")
        figures["bytes after the article"] = traffic.bytes / 1e6
        figures["longest task"] = page.evaluate("longest")
        figures["memory"], figures["memory, most"] = resident()
        figures["load"] = os.getloadavg()[0]
    return figures


def main() -> None:
    """Print the table and keep it; end with a status if a figure is out of its bound."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    try:
        all_figures = []
        for number in range(rounds):
            print(f"playground: round {number + 1} of {rounds}", flush=True)
            all_figures.append(measure(lambda line: print(f"playground:   {line}", flush=True)))
    except Problem as problem:
        sys.exit(f"playground: {problem}")
    measured = lines(all_figures)
    load = statistics.median(figures["load"] for figures in all_figures)
    head = (
        f"The last run of `make bench-playground`: {date.today().isoformat()}, {os.cpu_count()} cores, "
        f"Linux {platform.release().split('-')[0]}, headless Chromium, {rounds} rounds, a load of {load:.1f}.\n"
        "CPU is that of the thread on which the machine runs: what it would take if nothing else ran. "
        "A load above 2 is other work."
    )
    print("\n".join([HEAD, *map(str, measured)]))
    replace({FILE: text(head, measured).encode()})
    if wrong := broken(measured):
        sys.exit("\n".join(["playground: out of bound:", *wrong]))


if __name__ == "__main__":
    main()
