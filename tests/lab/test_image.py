"""The lab's image is built from what it is made of, when that changes, and not otherwise."""

import io
import json
import runpy
import sys
import tarfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from host0.content.generation import DEFAULT, GENERATIONS, Generation
from host0.lab import image
from host0.lab.image import FILES, ensure, tag
from host0.lab.label import LABEL
from tests.helpers.labs import LIMIT, printed


def test_every_file_is_an_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change in any file of the image changes its name, and so does nothing else."""
    for name in FILES:
        (tmp_path / name).write_bytes((image.HERE / name).read_bytes())
    before = tag(DEFAULT)
    monkeypatch.setattr(image, "HERE", tmp_path)
    assert tag(DEFAULT) == before
    for name in FILES:
        content = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(content + b"\n")
        assert tag(DEFAULT) != before, name
        (tmp_path / name).write_bytes(content)
    assert tag(DEFAULT) == before


def test_nothing_is_left_out_of_the_inputs() -> None:
    """Every file beside the Dockerfile is an input, or it could change and no image with it."""
    beside = {path.name for path in image.HERE.iterdir() if path.is_file()}
    assert beside == {*FILES, "engine.py", "inventory.py", "probe.py"}  # these are sent into a lab that runs
    copied = (image.HERE / "Dockerfile").read_text()
    assert all(name in copied for name in FILES if name != "Dockerfile")


def test_every_stand_in_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """The images that the lab asks for are those that can be made, under the same names."""
    monkeypatch.setattr(sys, "argv", ["inner.py", "nowhere"])  # it runs, and is asked for none
    made = runpy.run_path(str(image.HERE / "inner.py"))["MADE"]
    assert {short: name for short, (name, _) in made.items()} == image.STAND_INS


@pytest.mark.parametrize("variable", ["HOST0_MIRROR", "HOST0_NGINX", "HOST0_BUSYBOX", "HOST0_NODE_EXPORTER"])
def test_settings_are_inputs(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another mirror or an official image makes another image; each engine has its own."""
    before = tag(DEFAULT)
    monkeypatch.setenv(variable, "something")
    assert tag(DEFAULT) != before
    assert len({tag(generation) for generation in GENERATIONS.values()}) == len(GENERATIONS)


def test_built_once(host0_run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """An image that is there is taken as it is."""
    monkeypatch.setattr(image, "_build", lambda *_: pytest.fail("it was built again"))
    said: list[str] = []
    assert ensure(host0_run.client, DEFAULT, said.append) == tag(DEFAULT)
    assert said == []


def test_one_build_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While an image is built, no other build tidies up: it would take away the stages of the first one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(image, "present", lambda *_: False)
    begun: list[str] = []
    overlapped: list[str] = []

    def build(_client: Any, generation: Generation, *_: Any) -> None:
        begun.append(generation.name)
        time.sleep(0.2)
        overlapped.extend(begun[:-1])

    monkeypatch.setattr(image, "_build", build)
    monkeypatch.setattr(image, "_tidy", lambda *_: begun.clear())
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda generation: ensure(None, generation, lambda _: None), GENERATIONS.values()))  # type: ignore[arg-type]
    assert overlapped == []


def test_official_image(host0_run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """An official image goes into the build under the name it has on host0, and no tag is made for that outside."""
    client = host0_run.client
    root = io.BytesIO()
    with tarfile.open(fileobj=root, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("empty"))
    changes = [f"LABEL {LABEL}=image"]
    client.api.import_image_from_data(root.getvalue(), repository="host0-test", tag="1", changes=changes)
    try:
        monkeypatch.setenv("HOST0_NGINX", "host0-test:1")
        before = {name for one in client.images.list() for name in one.tags}
        context = image._context(client, image._official(), print)
        assert {name for one in client.images.list() for name in one.tags} == before
        with tarfile.open(fileobj=context) as tar:
            saved = tar.extractfile("images/nginx.tar")
            assert saved is not None
            with tarfile.open(fileobj=io.BytesIO(saved.read())) as inner:
                manifest = inner.extractfile("manifest.json")
                assert manifest is not None
                assert json.load(manifest)[0]["RepoTags"] == ["nginx:latest"]
            assert "images/busybox.tar" not in tar.getnames()
    finally:
        client.images.remove("host0-test:1")


def test_stand_ins(host0_run: Any) -> None:
    """Nginx has what a reader meets in the official image, and neither ip nor ps, which that lacks; no lab loads it."""
    with host0_run.labs.open(DEFAULT) as lab:
        assert "images" not in lab.stages, "each lab loads its images anew: the lab's image has no docker.tar"
        shell = lab.session("host0")
        inside = printed(shell, "docker run --rm nginx bash -c 'type curl ls cat readlink nginx ip ps 2>&1'")
        assert inside.count(" is ") == 5
        assert "ip: not found" in inside
        assert "ps: not found" in inside
        assert shell.run("docker image ls --format '{{.Repository}}:{{.Tag}}' | sort", LIMIT).output == (
            "alpine/socat:latest\nbusybox:latest\nnginx:latest\nprom/node-exporter:latest\n"
        )
        assert printed(shell, "docker run --rm alpine/socat -V").startswith("socat by Gerhard Rieger")
        assert printed(shell, "docker run --rm prom/node-exporter --version 2>&1").startswith("node_exporter")


TYPED = """
sudo id -un
netstat -ltn | head -1
ifconfig lo | head -1
dig -v
ping -c 1 127.0.0.1 | tail -2 | head -1
nc -h 2>&1 | head -1
less --version | head -1
vi --version | head -1
jq --version
lsof -v 2>&1 | head -1
nft --version
ufw --version
firewall-offline-cmd --get-default-zone
"""
"""What people type on a host of theirs."""


@pytest.mark.parametrize("name", GENERATIONS)
def test_what_people_type(host0_run: Any, name: str) -> None:
    """host0 has the programs that a reader's own machine has, and each runs."""
    with host0_run.labs.open(GENERATIONS[name]) as lab:
        shell = lab.session("host0")
        for command in TYPED.split("\n")[1:-1]:
            result = shell.run(f"set -o pipefail; {command}", LIMIT)
            assert (result.status in (0, 141), "not found" in result.output) == (True, False), (command, result)
            assert result.output
