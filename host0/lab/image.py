"""The lab's image: built from Debian packages, once for each Docker generation, again only when an input changed."""

import contextlib
import fcntl
import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import docker
import requests

from host0.content.generation import Generation
from host0.files import cache
from host0.lab.base import Say, debian, present, pull
from host0.lab.lab import Lab
from host0.lab.label import LABEL
from host0.lab.reaper import reaped
from host0.problem import Problem

HERE = Path(__file__).with_name("guest")
FILES = ("Dockerfile", "setup", "inner.py", "host0", "machine", "client0", "session.py")
STAND_INS = {"busybox": "busybox", "nginx": "nginx", "node-exporter": "prom/node-exporter", "socat": "alpine/socat"}
"""The images that we make from Debian's packages, and their names on host0; `HOST0_NGINX=nginx:1.29` takes the
official one.
"""


def tag(generation: Generation) -> str:
    """Return the name of the lab's image: the generation, and a hash of all that the image is made from."""
    inputs = hashlib.sha256()
    for name in FILES:
        inputs.update(name.encode() + (HERE / name).read_bytes())
    inputs.update(repr((os.environ.get("HOST0_MIRROR", ""), sorted(_official().items()))).encode())
    return f"host0-lab:{generation.name}-{inputs.hexdigest()[:12]}"


def ensure(client: docker.DockerClient, generation: Generation, say: Say) -> str:
    """Build the lab's image unless it is there, and return its name. `say` gets a line of progress at a time.

    Raises `Problem` if it can't be built. Images with our label that no longer serve are removed.
    """
    name = tag(generation)
    if present(client, name):
        return name
    with _alone():
        if not present(client, name):
            say(f"building {name} (once, about a minute)")
            with _explained(name):
                _build(client, generation, name, say)
            _tidy(client, generation, name)
    return name


def _official() -> dict[str, str]:
    """Return the official images that the contributor asked for, by the name they have on host0."""
    asked = {name: os.environ.get(_variable(name), "") for name in STAND_INS}
    return {name: image for name, image in asked.items() if image}


def _variable(name: str) -> str:
    """Return the environment variable that asks for the official image: HOST0_NODE_EXPORTER."""
    return f"HOST0_{name.upper().replace('-', '_')}"


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time build an image; the others wait and find it there.

    Whatever image it is: what one build leaves is tidied up, and another one's stages look the same (`_tidy`).
    """
    cache().mkdir(parents=True, exist_ok=True)
    with open(cache() / "images.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _explained(name: str) -> Iterator[None]:
    try:
        yield
    except (docker.errors.DockerException, requests.exceptions.RequestException, OSError) as error:
        if "no space left" in str(error).lower():  # Docker says it in words only
            raise Problem(
                f"no disk space left to build {name} (it needs about 1.5 GB): free some, and repeat"
            ) from None
        raise Problem(f"could not build {name}: {error}") from None


def _build(client: docker.DockerClient, generation: Generation, name: str, say: Say) -> None:
    base, pulled = debian(client, generation.suite, say)
    official = _official()
    unpacked = f"{name}-unpacked"
    arguments = {
        "BASE": base,
        "MIRROR": os.environ.get("HOST0_MIRROR", ""),
        "INNER": " ".join(image for image in STAND_INS if image not in official),
    }
    try:
        # the machine's own way to its Debian mirror: a bridge may not lead there, an Engine of ours has none
        context = _context(client, official, say)
        _make(client, unpacked, context, say, buildargs=arguments, network_mode="host")
    finally:
        if pulled:  # it was not there before; the lab's image keeps the layers it needs
            client.images.remove(base, noprune=True)
    try:
        say("loading host0's images, for all labs at once")
        _make(client, name, _loaded(client, unpacked), say)
    finally:
        client.images.remove(unpacked, noprune=True)


def _loaded(client: docker.DockerClient, unpacked: str) -> io.BytesIO:
    """Return the context of the image's last layer: what host0's Engine makes of its images, in longer than its start.

    The Engine still runs, and writes to none of it: image/ and overlay2/ hold what was loaded, and nothing else.
    """
    with reaped() as run, Lab(client, unpacked, run) as lab:
        if said := lab.run("tar -C /var/lib/docker -cf /lab/docker.tar image overlay2 2>&1"):
            raise Problem(f"what host0's Engine made of its images cannot be packed: {said}")
        packed, _ = client.api.get_archive(lab.id, "/lab/docker.tar")
        context = io.BytesIO(b"".join(packed))
    with tarfile.open(fileobj=context, mode="a") as tar:
        text = f"FROM {unpacked}\nCOPY docker.tar /lab/\n".encode()
        entry = tarfile.TarInfo("Dockerfile")
        entry.size = len(text)
        tar.addfile(entry, io.BytesIO(text))
    context.seek(0)
    return context


def _make(client: docker.DockerClient, name: str, context: io.BytesIO, say: Say, **how: Any) -> None:
    """Build an image of ours from a context, `how` being what else the Engine's API takes."""
    labels = {LABEL: "image"}
    lines = client.api.build(
        fileobj=context, custom_context=True, labels=labels, tag=name, rm=True, forcerm=True, decode=True, **how
    )
    _follow(lines, say)


def _follow(lines: Iterable[dict[str, Any]], say: Say) -> None:
    printed: list[str] = []
    for line in lines:
        if "error" in line:
            raise Problem("\n".join([*printed[-15:], f"the image's build failed: {line['error']}"]))
        text = str(line.get("stream", "")).rstrip()
        printed += text.splitlines()
        if text.startswith(("Step ", "Successfully tagged")):
            say(text.splitlines()[0])


def _context(client: docker.DockerClient, official: dict[str, str], say: Say) -> io.BytesIO:
    """Return the build's context as a tar: our files, and the official images that were asked for."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as tar:
        for name in FILES:
            tar.add(HERE / name, arcname=name)
        folder = tarfile.TarInfo("images")
        folder.type, folder.mode = tarfile.DIRTYPE, 0o755
        tar.addfile(folder)
        for name, image in official.items():
            if not present(client, image) and not pull(client, image, say):
                raise Problem(f"{_variable(name)}={image}: there is no such image here, and it can't be pulled")
            saved = b"".join(_saved(client, image, f"{STAND_INS[name]}:latest"))
            entry = tarfile.TarInfo(f"images/{name}.tar")
            entry.size = len(saved)
            tar.addfile(entry, io.BytesIO(saved))
    data.seek(0)
    return data


def _saved(client: docker.DockerClient, image: str, alias: str) -> Iterator[bytes]:
    """Yield an image as `docker save` does, under another name, without tagging it on the contributor's Docker."""
    source = io.BytesIO(b"".join(client.images.get(image).save(named=True)))
    target = io.BytesIO()
    with tarfile.open(fileobj=source) as old, tarfile.open(fileobj=target, mode="w") as new:
        for entry in old:
            content = old.extractfile(entry) if entry.isfile() else None
            if entry.name == "manifest.json" and content:
                manifest = json.load(content)
                manifest[0]["RepoTags"] = [alias]
                text = json.dumps(manifest).encode()
                entry.size, content = len(text), io.BytesIO(text)
            if entry.name not in ("repositories", "index.json", "oci-layout"):
                new.addfile(entry, content)
    yield target.getvalue()


def _tidy(client: docker.DockerClient, generation: Generation, name: str) -> None:
    """Remove the generation's former images and the build's leftovers; only what carries our label."""
    for image in client.images.list(filters={"label": LABEL}):
        for old in image.tags:
            if old.startswith(f"host0-lab:{generation.name}-") and old != name:
                with contextlib.suppress(docker.errors.APIError):  # a lab of another run may still use it
                    client.images.remove(old)
    client.images.prune(filters={"dangling": True, "label": [LABEL]})
