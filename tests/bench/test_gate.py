"""One gate: whoever publishes runs what CI runs, and publishes what that left."""

import re
from typing import Any

import yaml

from tests.conftest import ROOT

GATE = (ROOT / ".ci/run").read_text(encoding="utf-8")


def jobs() -> dict[str, Any]:
    """Return the jobs of the workflow that publishes."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    found: dict[str, Any] = workflow["jobs"]
    return found


def test_one_gate() -> None:
    """The workflow that publishes tests by the gate and by nothing else, and publishes the site that the gate built."""
    steps = jobs()["site"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    assert runs[-1] == ".ci/run"
    assert not [run for run in runs if "make " in run.replace("git make python3", "")]
    assert [step["with"]["path"] for step in steps if "upload-pages" in step.get("uses", "")] == ["site"]
    assert jobs()["publish"]["needs"] == "site"


def test_start_button() -> None:
    """What is published has the whole machine for the reader's tab, built before the site."""
    (gate,) = (step for step in jobs()["site"]["steps"] if step.get("run") == ".ci/run")
    assert gate["env"]["MACHINE"] == ""
    assert 'playground MACHINE="${MACHINE-booted}"\n' in GATE
    assert GATE.index(" playground ") < GATE.index("make site") < GATE.index("make test ")


def test_everything_is_in_the_gate() -> None:
    """Lint, the site, the parts of the machine in Node, and all engines are in it, and pytest's summary ends it."""
    made = re.findall(r"(?m)^make (?:--\S+ )*(.+)$", GATE)
    prepared, *rest = made
    assert prepared == ".venv/ready node_modules/.ready"
    assert rest == ['lint playground MACHINE="${MACHINE-booted}"', "site", "test-js", "test ENGINES=all"]
    tests = [*(ROOT / "web").rglob("*.test.mjs"), *(ROOT / "playground").glob("[!b]*/*.test.mjs")]
    assert {file.parent for file in tests} == {ROOT / "web/test"}  # where make test-js looks
