"""The versions of the packages that the machine is made of: this build's against those that were kept.

Debian's newest suite moves on, and the machine with it. A build says so; what it then prints is for the tests to judge.
"""

from collections import defaultdict

from playground.node.tab import HERE

KEPT = HERE / "publish/packages.txt"
"""As a build has published it; who has tested a build keeps its list."""


def versions(text: str) -> dict[str, str]:
    """Return the versions of each package in a list of packages: kernel and host0 may have one of two suites."""
    found = defaultdict(list)
    for line in text.splitlines():
        name, tab, rest = line.partition("\t")
        if tab:
            found[name].append(rest.partition("\t")[0])
    return {name: ", ".join(several) for name, several in found.items()}


def changes(kept: str, built: str) -> list[str]:
    """Return what differs between two lists of packages, a package a line."""
    before, now = versions(kept), versions(built)
    return [
        f"{name}: {before.get(name, 'none')} -> {now.get(name, 'none')}"
        for name in sorted(before | now)
        if before.get(name) != now.get(name)
    ]


def compare(built: str) -> None:
    """Print what has changed since a list was kept, and how to keep this one."""
    changed = changes(KEPT.read_text(), built)
    if changed:
        print("playground: Debian has moved on; other packages than in playground/publish/packages.txt:")
        print("\n".join(f"playground:   {line}" for line in changed))
        print("playground: after make test-playground: cp playground/{build/site,publish}/packages.txt  # in bash")
