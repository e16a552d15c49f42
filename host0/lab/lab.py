"""The lab's life: one disposable container that is host0, with client0 in it. Create, wait until ready, remove."""

import contextlib
import io
import os
import struct
import tarfile
import time
from pathlib import Path
from typing import Any

import docker
import requests

from host0.lab import residue
from host0.lab.host import Gone, Scripted
from host0.lab.label import LABEL, RUN_LABEL
from host0.lab.session import Session
from host0.problem import Problem

READY_LIMIT = 180
"""Seconds until a lab must be ready. It takes one; under software emulation, twenty."""

ATTEMPTS = 2
"""How often a session is started that does not say a word: once, on a machine five times as busy as it can be, Docker
had started a process that said nothing for a minute. Nothing has run in it, so another one is as good."""

USUAL_READY = 2.0
"""Seconds until a lab is ready on a slow but real machine; one that takes longer gets longer limits for its steps."""

MEMORY = "1g"
"""Bytes for a lab. An nginx in it makes 65 MiB; its images lie in memory too."""

NAMESPACES = """
import contextlib, os
for process in filter(str.isdigit, os.listdir("/proc")):
    with contextlib.suppress(OSError):  # ended by now
        print(*(os.readlink(one.path) for one in os.scandir(f"/proc/{process}/ns")))
"""
"""Prints the namespaces of all processes, as the kernel writes them."""

DOCTOR = Path(__file__).parents[2] / "docs" / "assets" / "doctor.sh"
"""The script of ours that a reader downloads: host0 has it where its sessions begin, in /."""

FAILED = (docker.errors.DockerException, requests.exceptions.RequestException)
"""What the SDK raises if Docker refuses something, or does not answer."""


class Lab(Scripted):
    """A lab on the contributor's Docker, ready when the constructor returns.

    The constructor raises `Problem`, with what Docker said or the end of the lab's log, if the lab does not get ready.
    """

    def __init__(self, client: docker.DockerClient, image: str, run: str) -> None:
        self._client = client
        self._sessions: dict[str, Session] = {}
        self.stages: dict[str, float] = {}
        """When each stage of the start was done, in seconds since the container was created."""
        begin = time.time()
        try:
            self.id = self._create(image, run)
        except FAILED as error:
            raise _failed("create", error) from None
        try:
            client.api.put_archive(self.id, "/", _packed(DOCTOR))
            # attached before the start: from then on the lab lives only as long as we do
            self._lifeline: Any = client.api.attach_socket(self.id, {"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1})
            client.api.start(self.id)
            self._wait(begin)
        except BaseException as error:
            self.close()
            if isinstance(error, FAILED):
                raise _failed("start", error) from None
            raise

    @property
    def patience(self) -> float:
        """Return what to multiply limits by: above 1 on a machine much slower than a real one, or busy now.

        That is as often as the lab's start took longer than usual, or as processes wait for each processor, which is
        what the load average counts (proc_loadavg(5)): who starts on a quiet machine may end on a busy one.
        """
        waiting = os.getloadavg()[0] / (os.cpu_count() or 1)
        return max(1.0, waiting, self.stages["ready"] / USUAL_READY)

    def _create(self, image: str, run: str) -> str:
        api = self._client.api
        host_config = api.create_host_config(
            auto_remove=True,
            network_mode="none",  # no route leaves the lab, and its addresses are the same in every one
            dns=["127.0.0.1"],  # nobody answers there: a missing image fails at once, not after 20 seconds
            cap_add=[
                "SYS_ADMIN",  # mounts and namespaces, for the inner Engine
                "NET_ADMIN",  # interfaces and firewall rules
                "SYS_PTRACE",  # reading other processes' namespaces in /proc
            ],  # not --privileged: it fails on a machine that lacks any one capability itself
            security_opt=["seccomp=unconfined", "apparmor=unconfined"],  # both forbid mount(2)
            tmpfs={"/var/lib/docker": "exec", "/var/lib/containerd": "exec"},  # fast, and gone with the lab
            mem_limit=MEMORY,
            pids_limit=600,
        )
        # What the client calls systempaths=unconfined: the inner runc must mount a /proc of its own.
        host_config["MaskedPaths"] = host_config["ReadonlyPaths"] = []
        # "private" on cgroup v1 too, whose default is "host": there runc would meet paths of the outer host, and on
        # v2 directories would stay behind.
        host_config["CgroupnsMode"] = "private"
        labels = {LABEL: "lab", RUN_LABEL: run}
        created = api.create_container(image, hostname="host0", host_config=host_config, stdin_open=True, labels=labels)
        return str(created["Id"])

    def _wait(self, begin: float) -> None:
        log = b""
        deadline = time.monotonic() + READY_LIMIT
        while "ready" not in self.stages:
            frame = self._frame(deadline - time.monotonic())
            if not frame:
                tail = "\n".join(log.decode(errors="replace").splitlines()[-20:])
                raise Problem(f"the lab did not get ready; what it said last:\n{tail}")
            log += frame
            for line in log.decode(errors="replace").splitlines():
                when, _, stage = line.partition(" ")
                with contextlib.suppress(ValueError):
                    self.stages[stage] = float(when) - begin

    def _frame(self, limit: float) -> bytes:
        """Return the next piece of the lab's own output; nothing at its end or after `limit` seconds."""
        raw = getattr(self._lifeline, "_sock", self._lifeline)
        with contextlib.suppress(OSError):
            raw.settimeout(max(limit, 0.001))
            header = _exactly(raw, 8)  # Engine API, "Attach to a container": stream, three zeros, length
            if header:
                return _exactly(raw, struct.unpack(">BxxxL", header)[1])
        return b""

    def session(self, place: str) -> Session:
        """Return the lab's session on one of the `PLACES`, starting it on first use.

        Raises `Gone` if the lab or its Engine died, or the session does not answer, nor does one in its place.
        """
        if place not in self._sessions:
            try:
                self._sessions[place] = self._begun(place)
            except FAILED as error:
                raise Gone(str(error)) from None
        return self._sessions[place]

    def _begun(self, place: str) -> Session:
        for _ in range(ATTEMPTS - 1):
            with contextlib.suppress(Gone):
                return Session(self._client, self.id, place)
        return Session(self._client, self.id, place)

    def run(self, script: str) -> str:
        """Run a bash script on host0, outside any session, and return what it printed. Raises `Gone`."""
        try:
            # not the SDK's exec_run, which asks for the container before and for the exit status after
            run = self._client.api.exec_create(self.id, ["bash", "-c", script])
            output: bytes = self._client.api.exec_start(run["Id"])
            return output.decode(errors="replace")
        except FAILED as error:
            raise Gone(str(error)) from None

    def namespaces(self) -> set[str]:
        """Return the namespaces that a process of host0 is in, by a Python that is there anyway. Raises `Gone`.

        A track asks before many of its steps, and a process of its own takes longer than a short one of these.
        """
        return set(self.session("residue").run(NAMESPACES, residue.LIMIT * self.patience).output.split())

    def remember(self) -> None:
        """Remember all that host0 and client0 have now. Raises `Gone`, and `Problem` if they cannot be looked at."""
        residue.remember(self.session("residue"), self.patience)

    def left(self) -> list[str]:
        """Return what is not as it was then, a thing a line. Raises `Gone`."""
        return residue.left(self.session("residue"), self.patience)

    def close(self) -> None:
        """Remove the lab with all that is in it. Does nothing if it is gone already."""
        for session in self._sessions.values():
            session.close()
        self._sessions.clear()
        with contextlib.suppress(*FAILED):
            self._client.api.remove_container(self.id, force=True, v=True)
        lifeline = getattr(self, "_lifeline", None)
        if lifeline is not None:
            if getattr(lifeline, "_response", None) is not None:
                lifeline._response.close()
            lifeline.close()


def _failed(what: str, error: Exception) -> Problem:
    """Return as a problem that Docker did not do something with a lab, with what it said if it refused to."""
    return Problem(f"Docker did not {what} a lab: {getattr(error, 'explanation', None) or error}")


def _packed(file: Path) -> bytes:
    """Return a tar with one file, which belongs to root."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        data = file.read_bytes()
        info = tarfile.TarInfo(file.name)
        info.size, info.mode = len(data), 0o644
        tar.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def _exactly(raw: Any, count: int) -> bytes:
    data = b""
    while len(data) < count:
        piece = raw.recv(count - len(data))
        if not piece:
            return b""
        data += piece
    return data
