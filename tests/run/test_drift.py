"""Whatever drifts from what was recorded turns a run red, at its page and line."""

from collections.abc import Callable

import pytest

from tests.conftest import Copy, as_recorded, fake

RUN = "snippets/host/run.sh"
CURL = "snippets/host/curl-client0.sh"
END = "snippets/host/small-clean-up"
PAGES = ("docs/zh/index.md", "docs/en/index.md")


def both(project: Copy, old: str, new: str) -> None:
    """Change both languages' pages alike."""
    for page in PAGES:
        project.edit(page, old, new)


def swap(project: Copy) -> None:
    """Let two steps change places."""
    both(project, 'step("host/run")', 'step("host/XXX")')
    both(project, 'step("host/curl-client0")', 'step("host/run")')
    both(project, 'step("host/XXX")', 'step("host/curl-client0")')


def recorded(change: Callable[[Copy], None]) -> Callable[[Copy], None]:
    """Return a change that counts as recorded: one by hand is refused before anything runs."""

    def changed(project: Copy) -> None:
        change(project)
        as_recorded(project)

    return changed


@recorded
def other_id(project: Copy) -> None:
    """Put another container's id where the first one recurs."""
    file = project.root / f"{END}.out"
    file.write_text("0123456789ab" + file.read_text()[12:])


@recorded
def other_state(project: Copy) -> None:
    """Let a state have another container than the one that the step started."""
    file = project.root / "snippets/host/run.state.json"
    started = (project.root / "snippets/host/run.out").read_text()[:12]
    assert started in file.read_text()
    file.write_text(file.read_text().replace(started, "0123456789ab"))


def rename(project: Copy) -> None:
    """Give a thing that appears once another name, which no comparison of runs can see."""
    file = project.root / "snippets/host/networks.out"
    text = file.read_text()
    line = text.splitlines()[1]
    file.write_text(text.replace(line[:12], line[:11] + ("0" if line[11] != "0" else "1")))


def hidden(code: str) -> Callable[[Copy], None]:
    """Return a change that hides the last step's output, `3 bytes` and what is removed, and lets this print it."""

    @recorded
    def change(project: Copy) -> None:
        header = '# step: output="hidden: a figure"'
        (project.root / f"{END}.sh").write_text(f"{header}\n{code}\ndocker rm --force nginx\n")
        (project.root / f"{END}.out").write_text("3 bytes\nnginx\n")

    return change


DRIFTS: dict[str, tuple[Callable[[Copy], None], str, str]] = {
    "mode": (lambda p: p.edit(RUN, "--network=host", "--network=bridge"), "host/run", "left host0 in another state"),
    "no mode": (lambda p: p.edit(RUN, "--network=host ", ""), "host/run", "left host0 in another state"),
    "flag": (lambda p: p.edit(f"{END}.sh", " --no-trunc", ""), "host/small-clean-up", "printed something else"),
    "name": (lambda p: p.edit(RUN, "--name=nginx", "--name=web"), "host/run", '+   "name": "web"'),
    "port": (lambda p: p.edit(CURL, "{host0.ip}", "{host0.ip}:81"), "host/curl-client0", "exited with 1, expected 0"),
    "where it runs": (lambda p: p.edit("snippets/host/networks.sh", "docker", "# step: on=client0\ndocker"),
                      "host/networks", "exited with 1, expected 0"),
    "status": (lambda p: p.edit(CURL, "on=client0", "on=client0 exit=3"), "host/curl-client0", "with 0, expected 3"),
    "reordered": (swap, "host/curl-client0", "exited with 1, expected 0"),
    "a character of the output": (recorded(lambda p: p.edit("snippets/host/networks.out", "null", "nul")),
                                  "host/networks", "printed something else"),
    "a character of an id": (other_id, "host/small-clean-up", "printed something else"),
    "a placeholder in the output": (lambda p: p.edit(f"{END}.sh", "docker", "echo {host0''.ip}\ndocker"),
                                    "host/small-clean-up", "the output itself contains {host0.ip}"),
    "state": (lambda p: p.edit(RUN, "-d nginx", "-d nginx && ip address add 192.0.2.99/32 dev lo"),
              "host/run", 'left host0 in another state'),
    "a character of a state": (
        recorded(lambda p: p.edit("snippets/host/run.state.json", '"mode": "host"', '"mode": "hos"')),
        "host/run", '"mode": "hos"'),
    "another container's state": (other_state, "host/run", "left host0 in another state"),
    "residue": (lambda p: p.edit(f"{END}.sh", "docker rm --force nginx", "echo nginx"),
                "host/small-clean-up", "left behind: container nginx"),
    "a command on its way": (lambda p: p.edit(CURL, "curl", "curl --bad 2>/dev/null\ncurl"),
                             "host/curl-client0", "failed on its way, expected 0\n  failed: curl --bad"),
    "no command on its way": (lambda p: p.edit(CURL, "on=client0", "on=client0 fails=1"),
                              "host/curl-client0", "0 of its commands failed on its way, expected 1"),
    "other words in a hidden output": (hidden("echo 3 bits"), "host/small-clean-up", "+# bits"),
    "a line more in a hidden output": (hidden("echo 3 bytes; echo 4 bytes"), "host/small-clean-up", "+# bytes"),
    "a hidden output that is not there": (hidden("echo 3 >/dev/null"), "host/small-clean-up", "-# bytes"),
    "a command of a hidden step": (hidden("ls --bad 2>/dev/null; echo 3 bytes"), "host/small-clean-up",
                                   "failed: ls --bad"),
    "a command in a pipe of a hidden step": (hidden("ls --bad 2>/dev/null | echo 3 bytes"), "host/small-clean-up",
                                             "1 of its commands failed on its way"),
}  # fmt: skip

SHELL = list(DRIFTS)[list(DRIFTS).index("a command on its way") :]
"""Drifts that only a real shell knows."""


def red(project: Copy, drift: str) -> None:
    """Assert that a run of a project with a drift names the step, its page and its line."""
    change, step, message = DRIFTS[drift]
    change(project)
    run = project.pytest("docs/en", "-k", "bash")
    line = project.line("docs/en/index.md", step)
    assert run.returncode == 1, run.stdout
    assert f"FAILED docs/en/index.md::bash-26.1:line:{line}:{step}" in run.stdout
    assert message in run.stdout
    assert "Traceback" not in run.stdout


@pytest.mark.parametrize("drift", [drift for drift in DRIFTS if drift not in SHELL])
def test_drift(faked: Copy, drift: str) -> None:
    """A drift is caught, and told at its step, page and line."""
    red(faked, drift)


@pytest.mark.usefixtures("host0_run")
@pytest.mark.parametrize("drift", ["mode", "where it runs", "state", "residue", *SHELL])
def test_real_drift(small: Copy, drift: str) -> None:
    """What a fake lab could only pretend is caught in a real one, too."""
    red(small, drift)


@pytest.mark.parametrize(("drift", "named"), [("flag", True), ("residue", False)])
def test_names_the_claim(faked: Copy, drift: str, named: bool) -> None:
    """A failure names the claim that falls with the step, but none for what the whole page has left behind."""
    both(faked, '{{ step("host/small-clean-up") }}', '## It goes { #gone .claim }\n\n{{ step("host/small-clean-up") }}')
    (faked.root / "docs/claims").mkdir()
    (faked.root / "docs/claims/index.yml").write_text("gone:\n  shows:\n    - {has: nginx, in: host/small-clean-up}\n")
    line = next(n for n, text in enumerate((faked.root / PAGES[1]).read_text().split("\n"), 1) if "#gone" in text)
    DRIFTS[drift][0](faked)
    run = faked.pytest("docs/en", "-k", "bash")
    assert run.returncode == 1
    assert (f"{PAGES[1]}:{line}: claim not proven: It goes" in run.stdout) == named


@pytest.mark.usefixtures("host0_run")
def test_no_drift_in_words(small: Copy) -> None:
    """The figures of a hidden output may be any."""
    hidden("echo 71.5 bytes")(small)
    run = small.pytest("docs/en", "-k", "bash")
    assert run.returncode == 0, run.stdout


@pytest.mark.usefixtures("host0_run")
@pytest.mark.parametrize("labs", ["real", "fake"])
def test_no_drift(small: Copy, labs: str) -> None:
    """Without a drift the very same project is green, and a second run changes no file."""
    if labs == "fake":
        fake(small)
    assert small.pytest("docs").returncode == 0
    verified = small.root / "snippets/verified.json"
    before = verified.read_text(), verified.stat().st_mtime_ns
    assert small.pytest("docs").returncode == 0
    assert (verified.read_text(), verified.stat().st_mtime_ns) == before


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (rename, "snippets/host/networks.out:1: was not written by a run: restore it from git"),
        (
            lambda p: (p.root / "snippets/host/networks.28.5.out").write_text("x\n"),
            "networks.28.5.out:1: was not written",
        ),
        (lambda p: p.edit("snippets/verified.json", '"date": "2', '"date": "3'), "was edited: restore it from git"),
        (lambda p: both(p, '{{ step("host/curl-client0") }}', ""), "snippets/host/curl-client0.sh:1: no page calls"),
        (lambda p: p.edit(PAGES[1], '{{ step("host/curl-client0") }}', ""), "docs/zh/index.md:11: step"),
        (lambda p: p.edit(PAGES[0], "# Small", "# Small\n\n## More { #more }"), "docs/zh/index.md:3: heading"),
        (lambda p: p.edit(PAGES[0], "# Small", "# Small\n\n[a](verified.md)"), "docs/zh/index.md:3: link"),
    ],
)
def test_drift_before_a_run(small: Copy, change: Callable[[Copy], None], place: str) -> None:
    """A dropped step and a page that differs from its pair are refused before anything runs."""
    change(small)
    run = small.pytest("docs")
    assert run.returncode == 4  # pytest.ExitCode.USAGE_ERROR
    assert place in run.stderr + run.stdout
    assert "passed" not in run.stdout


def test_difference_is_readable(faked: Copy) -> None:
    """A failure shows just the lines that differ, in this run's names, and says what to do."""
    faked.edit("snippets/host/networks.sh", "docker network ls", "docker network ls --filter driver=host")
    run = faked.pytest("docs/en", "-k", "bash and networks")
    report = run.stdout.partition("printed something else")[2].partition("short test summary")[0]
    lines = report.splitlines()
    assert sum(line.startswith("-") for line in lines) == 2, report
    assert sum(line.startswith("+") for line in lines) == 0, report
    assert "make record" in report
