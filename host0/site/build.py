"""Build the whole site, both languages in one folder, or serve it with live reload."""

import contextlib
import logging
import socket
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.livereload import LiveReloadServer

from host0.content.page import PLACES
from host0.content.project import Project
from host0.files import undisturbed
from host0.problem import Problem
from host0.site import search, tab, theme
from host0.site.finish import finish
from host0.site.macros import PROJECT, WRITTEN

CONFIGURATIONS = {f"mkdocs.{language}.yml" if place else "mkdocs.yml": place for language, place in PLACES.items()}
"""Each language's configuration, and where in the site it stands."""

ADDRESS = "127.0.0.1"
PORT = 8000


TOLD = "/write.json"
"""Where a page asks what its steps have printed (see `web/write/write.js`)."""


class Written(LiveReloadServer):
    """Live reload, and what the steps that were saved have printed."""

    told: Callable[[], str]

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request."""
        if environ["PATH_INFO"] != TOLD:
            answer: Iterable[bytes] = super().serve_request(environ, start_response)
            return answer
        start_response("200 OK", [("Content-Type", "application/json; charset=utf-8"), ("Cache-Control", "no-store")])
        return [self.told().encode()]


def build(root: Path, target: Path, *, draft: bool = False, written: bool = False) -> None:
    """Build the site into `target`, replacing it; if that fails, `target` stays as it was.

    A draft lets warnings pass, and scripts too: live reload is one that a page's policy would keep out. One that is
    being `written` also shows steps that were never verified, and has a script for what they print.
    Raises `Problem` with what the build refused.
    """
    project = Project(root)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".site-") as folder:
        made = Path(folder, "new")
        made.mkdir()  # for a web server's eyes too: a temporary folder is for its owner's alone
        for file, place in CONFIGURATIONS.items():
            try:
                config = load_config(str(root / file), site_dir=str(Path(made, place)), strict=not draft)
                config.extra[PROJECT] = project  # read once, for both languages
                if written:
                    config.extra[WRITTEN] = True
                config.plugins.on_startup(command="build", dirty=False)
                mkdocs_build(config)
                config.plugins.on_shutdown()
            except (Abort, BuildError, ConfigurationError) as error:
                raise Problem(str(error), Path(file)) from None
        search.prepare(root, made)
        theme.mend(made)
        if not draft:
            finish(made)
        with contextlib.suppress(*([Problem] if written else [])):  # the tab has no use for what was never recorded
            tab.publish(project, made)
        with undisturbed():
            if target.exists():
                target.rename(Path(folder, "old"))
            made.rename(target)


def serve(root: Path, told: Callable[[], str] | None = None, idle: Callable[[], None] = lambda: None) -> None:
    """Serve the site on the first free port from 8000, rebuilding it when a source changes. Ends with Ctrl-C.

    With `told`, which returns what saved steps have printed as JSON, the site is one that is being written; it is built
    again once `idle` has returned.
    """
    with tempfile.TemporaryDirectory(prefix="host0-site-") as folder:
        target = Path(folder, "site")

        def rebuild() -> None:
            idle()
            try:
                build(root, target, draft=True, written=told is not None)
            except Problem as problem:  # the author is in the middle of a sentence: the page waits
                logging.getLogger("mkdocs").error(problem)

        build(root, target, draft=True, written=told is not None)
        server = Written(rebuild, ADDRESS, _free_port(), str(target), mount_path="/")
        server.told = told or (lambda: "[]")
        for place in ("docs", "snippets", "overrides", "web", *CONFIGURATIONS):
            server.watch(str(root / place))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            server.shutdown()


def _free_port() -> int:
    for port in range(PORT, PORT + 20):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((ADDRESS, port))
            except OSError:
                continue
            return port
    raise Problem(f"no free port from {PORT} to {PORT + 19} on {ADDRESS}: stop what listens there, and repeat")
