"""The command line: `python -m host0 COMMAND`. `make help` lists what contributors call it by.

A command imports what it needs when it is called: what the build needs never imports Docker.
"""

# ruff: noqa: PLC0415
import logging
import secrets
import signal
import sys
from pathlib import Path

import click

from host0.files import SIGNALS
from host0.problem import Problem

ROOT = Path.cwd()

ENDS = tuple(one for one in SIGNALS if one != signal.SIGINT)
"""What ends a command from outside, besides Ctrl-C."""


class Commands(click.Group):
    """Commands that end with a `Problem` say it as people read it, paths from the project's root, and exit with 1.

    A kill, or the end of the terminal, stops one as Ctrl-C does: it cleans up.
    """

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        for one in ENDS:
            if signal.getsignal(one) == signal.SIG_DFL:  # nohup has it ignored
                signal.signal(one, _end)
        try:
            return super().invoke(ctx)
        except Problem as problem:
            sys.exit(f"host0: {problem}".replace(f"{ROOT}/", ""))


def _end(*_: object) -> None:
    for one in ENDS:
        signal.signal(one, _heard)
    raise KeyboardInterrupt


def _heard(*_: object) -> None:
    """Let the cleaning up go on: a terminal that closes says so twice, itself and by its shell."""


@click.group(cls=Commands)
def main() -> None:
    """Docker's host network mode, explained by a page that runs."""


def _quiet() -> None:
    import jieba

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    jieba.setLogLevel(logging.WARNING)
    for name in ("watchdog", "mkdocs.plugins"):
        logging.getLogger(name).setLevel(logging.WARNING)


@main.command()
def serve() -> None:
    """Show the site on 127.0.0.1, with live reload."""
    from host0.site import build

    _quiet()
    build.serve(ROOT)


@main.command()
@click.argument("page", required=False)
def write(page: str | None) -> None:
    """Show the site with live reload, run what is saved, and show what it prints. PAGE is got ready for first."""
    from host0.run.write import FIRST, run
    from host0.site import build

    _quiet()
    run(ROOT, page or FIRST, lambda told, idle: build.serve(ROOT, told, idle))


@main.command()
def build() -> None:
    """Build the site into site/."""
    from host0.site import build

    _quiet()
    build.build(ROOT, ROOT / "site")
    print("built: open site/index.html")


@main.command()
def check() -> None:
    """Print everything that is wrong with pages and steps, and exit with 1 if anything is. Runs nothing."""
    from host0.check.faults import faults
    from host0.check.judged import unread
    from host0.content.project import Project

    project = Project(ROOT)
    wrong = faults(project) or unread(project)  # what is wrong is put right first, and read then
    print("\n".join(map(str, wrong)) or "pages and steps are in order")
    sys.exit(bool(wrong))


@main.command()
@click.option("--list", "listing", is_flag=True, help="Only name what has to be read.")
@click.argument("pages", nargs=-1)
def judge(listing: bool, pages: tuple[str, ...]) -> None:
    """Read sentences against their proof, those that changed, of PAGES or all."""
    from host0.check.judge import judge
    from host0.content.project import Project

    found = judge(Project(ROOT), set(pages), listing=listing)
    print("\n".join(found) or ("everything was read" if listing else "done"))
    sys.exit(bool(found))


@main.command()
def needs() -> None:
    """Install what the tests need besides Python packages, or say in one line what to install."""
    from host0.lab.needs import install

    sys.exit(install())


@main.command()
@click.argument("engines", nargs=-1)
def images(engines: tuple[str, ...]) -> None:
    """Build the lab's images of ENGINES (default: the one that tests run on), those that are not there."""
    from host0.content.generation import DEFAULT, generations
    from host0.lab.engine import running
    from host0.lab.image import ensure

    chosen = generations(" ".join(engines) or DEFAULT.name)
    with running() as client:
        for generation in chosen:
            ensure(client, generation, print)


@main.command()
@click.argument("words", nargs=-1, metavar="[ENGINES] [PAGES]")
def record(words: tuple[str, ...]) -> None:
    """Record outputs anew on ENGINES (default: the one that tests run on), of PAGES (`page.md`) or all."""
    from host0.run.record import run

    pages = {word for word in words if word.endswith(".md")}
    run(ROOT, pages, " ".join(word for word in words if word not in pages))


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[PYTEST ARGUMENTS]")
def changed(arguments: tuple[str, ...]) -> None:
    """Run the pages that a change has touched, each up to the last changed step; the exit status is pytest's."""
    from host0.run.changed import run

    sys.exit(run(ROOT, list(arguments)))


@main.command()
@click.argument("rounds", type=int, required=False)
def measure(rounds: int | None) -> None:
    """Measure the network modes in ROUNDS rounds, and keep what the page on performance shows."""
    from host0.measure.run import ROUNDS, run

    run(ROOT, ROUNDS if rounds is None else rounds)


@main.command()
def bench() -> None:
    """Measure how fast the project is, as ratios, and keep the table in BENCH.md."""
    from bench.speed import run

    run(ROOT)


@main.command()
@click.option("--seed", help="Draws the changes; any, if not given.")
@click.argument("number", type=click.IntRange(min=1), required=False)
def drift(seed: str | None, number: int | None) -> None:
    """Try NUMBER small changes of the files, count which are refused, and keep the table in DRIFT.md."""
    from bench.drift.run import STANDARD, run

    run(ROOT, seed or str(secrets.randbelow(10**6)), number or STANDARD)


@main.command(hidden=True)
@click.argument("run")
def reap(run: str) -> None:
    """Wait for the end of stdin, then remove the labs of RUN."""
    from host0.lab.reaper import wait

    wait(run)


if __name__ == "__main__":
    main()
