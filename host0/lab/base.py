"""The Debian that a lab's image is built on: the official one, or one that we make of the machine's own packages."""

import shutil
import subprocess
from collections.abc import Callable

import docker
import requests

from host0.lab.label import LABEL
from host0.problem import Problem

Say = Callable[[str], None]


def debian(client: docker.DockerClient, suite: str, say: Say) -> tuple[str, bool]:
    """Return the Debian of a suite to build on, and whether we pulled it just now. Raises `Problem` without any."""
    official, own = f"debian:{suite}-slim", f"host0-base:{suite}"
    for name in (official, own):
        if present(client, name):
            return name, False
    if pull(client, official, say):
        return official, True
    _bootstrap(client, suite, own, say)
    return own, False


def present(client: docker.DockerClient, name: str) -> bool:
    """Return whether the Engine has an image."""
    try:
        client.images.get(name)
    except docker.errors.ImageNotFound:
        return False
    return True


def pull(client: docker.DockerClient, image: str, say: Say) -> bool:
    """Pull an image; return False where its registry is out of reach."""
    say(f"pulling {image}")
    try:
        client.images.pull(image)
    except (docker.errors.APIError, requests.exceptions.RequestException) as error:
        say(f"  cannot be pulled here ({str(error).splitlines()[0][:80]})")
        return False
    return True


def _bootstrap(client: docker.DockerClient, suite: str, name: str, say: Say) -> None:
    """Make the base from Debian's packages, by the machine's own apt settings."""
    if not shutil.which("mmdebstrap"):
        raise Problem(
            f"debian:{suite}-slim can't be pulled, and mmdebstrap is not there to make it: "
            "on Debian `sudo apt-get install mmdebstrap`; elsewhere configure a registry mirror that has it"
        )
    say(f"making {name} with mmdebstrap")
    command = ["mmdebstrap", "--quiet", "--variant=apt", '--aptopt=Acquire::Check-Valid-Until "false"', suite, "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as made:
        root, errors = made.communicate()
    if made.returncode:
        raise Problem(f"mmdebstrap failed:\n{errors.decode(errors='replace')[-2000:]}")
    repository, version = name.split(":")
    client.api.import_image_from_data(root, repository=repository, tag=version, changes=[f"LABEL {LABEL}=base"])
