"""Runs on host0: all that a page could change on host0 or client0, a thing a name, so that two looks can be compared.

A look is at the whole of both machines, not at places that somebody thought of: what is left out is named here, with
the reason. It leaves nothing itself: it reads, and what it starts has ended when it is done. It takes 0.2 s.
"""

import contextlib
import ctypes
import functools
import hashlib
import json
import os
import re
import stat
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # there, it stands above this program, in the same text (see `host0.lab.program`)
    from host0.lab.guest.engine import engine

Things = dict[str, str]
"""What there is: a kind, a name and the machine; then all else that is to be as it was, or nothing."""

UNSEEN = {
    "/dev/mapper": "dockerd 20.10 makes it when it looks for a way to store images",
    "/dev/net": "every host has it, a container does not: a page that needs it makes it",
    "/dev/pts": "the terminals of our own sessions, which come and go",
    **dict.fromkeys(
        [f"/etc/{name}-" for name in ("group", "gshadow", "passwd", "shadow", "subgid", "subuid")],
        "what useradd and the like keep of the last version, whatever is in the present one",
    ),
    "/proc": "processes and kernel settings are things of their own",
    "/run/containerd": "the Engine's own: its containers are things of their own",
    "/run/docker": "the Engine's own: containers and networks are things of their own",
    **dict.fromkeys(
        ["/run/dbus", "/run/firewalld", "/run/ufw.lock", "/var/log/firewalld"],
        "what managers of firewalls leave of themselves: a page starts them, a host has them running",
    ),
    "/sys": "the kernel's: interfaces and the like are things of their own",
    "/var/lib/containerd": "the Engine's own",
    "/var/lib/docker": "the Engine's own: images, containers and volumes are things of their own",
    "/var/log/containerd.log": "grows by itself, and only tells",
    "/var/log/dockerd.log": "grows by itself, and only tells",
}
"""Paths that are not looked at, nor what is below them; each with the reason."""

STACKS = re.compile(r"/tmp/containerd\.\d+\.stacks\.log")  # noqa: S108 (named, not written)
"""Where containerd, a rootless one too, writes its stacks when it gets SIGUSR1, as from a dockerd that finds it
slow on a busy machine (see dumpStacks in its main.go): no page's doing."""

SCRIPT = ["bash", "/usr/local/bin/host0"]
"""The lab's first process after tini. Once it has said that it is ready, it starts a `cat`, which waits for the end of
the run: on a busy machine, after the first look."""

CONTAINERS = ("/run/containerd/", "/run/docker/", "/var/lib/containerd/", "/var/lib/docker/")
"""Where the Engine mounts what containers need."""

SMALL = 1 << 16
"""Bytes up to which a file is known by its content, so that one that was changed and restored is as it was."""

PACKAGES = "/usr/"
"""Where files are known by size and time alone: thousands, which packages brought and pages do not restore."""

UNSTEADY = re.compile(
    r"fs\.(aio-nr|dentry-state|file-nr|inode-nr|inode-state)"  # how many there are at the moment
    r"|fs\.quota\..*"  # counters
    r"|kernel\.(ns_last_pid|pty\.nr|random\..*|perf_event_max_sample_rate)"  # the kernel's own, or drawn anew each time
    r"|net\.ipv4\.tcp_fastopen_key"  # drawn by the kernel when a first server, such as dnsmasq, wants one
    r"|net\.netfilter\.nf_conntrack_count"  # connections, which the kernel forgets in time
    r"|net\.netfilter\.nf_log\.\d+"  # who logs: a module of the whole machine, loaded by the first rule with LOG
)
"""Kernel settings that change by themselves, or are counters."""

LINK_LOCAL = re.compile(r"\b(fe80:|ff00::/8)")
"""What the kernel gives an interface by itself once its other end is there, and docker0 keeps it: no page's doing."""

NET, UTS = 0x40000000, 0x04000000
"""setns(2): kinds of namespaces."""

KINDS = {
    stat.S_IFREG: "file",
    stat.S_IFDIR: "folder",
    stat.S_IFLNK: "link",
    stat.S_IFSOCK: "socket",
    stat.S_IFIFO: "pipe",
    stat.S_IFCHR: "device",
    stat.S_IFBLK: "device",
}
"""Kinds of files, by the bits of their modes (inode(7))."""

ORDER = "order of "
"""What the name begins with of something that tells just the order of others."""

FILE = re.compile(rf"(?:{'|'.join(sorted(set(KINDS.values())))}) (.*)/[^/]*?( on client0)?")
"""A file's name: the folder that it is in, and the machine."""

IPTABLES = re.compile(r"table ip6? (filter|nat|mangle|raw|security)\b")
"""Tables of nf_tables that iptables writes, and `iptables-save` tells in its own words."""


def said(*command: str) -> list[str]:
    """Return the lines that a command printed. Raises `FileNotFoundError`; a failure prints nothing."""
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout.splitlines()


def read(path: str) -> str:
    """Return a file's text. Raises `OSError`."""
    file = os.open(path, os.O_RDONLY)  # two thousand small ones a look: Python's own file object takes twice as long
    try:
        pieces = []
        while piece := os.read(file, 1 << 16):
            pieces.append(piece)
    finally:
        os.close(file)
    return b"".join(pieces).decode(errors="replace")


def counted(lines: Iterable[str]) -> Things:
    """Return things that may be there several times, with their number where it is not one."""
    return {line: "" if number == 1 else f"{number} times" for line, number in Counter(lines).items()}


digests: dict[tuple[int, ...], str] = {}
"""Contents of files that were read, by all that changes when a file does."""


def content(path: str, shown: str, seen: os.stat_result) -> str:
    """Return what stands for a regular file's content."""
    if shown.startswith(PACKAGES) or seen.st_size > SMALL:
        return f"of {seen.st_mtime_ns} ns"
    version = (seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)
    if version not in digests:
        with open(path, "rb") as file:
            digests[version] = hashlib.sha256(file.read()).hexdigest()[:12]
    return f"content {digests[version]}"


@functools.cache  # a dozen, for ten thousand files
def owned(mode: int, user: int, group: int) -> str:
    """Return a file's mode and owner in words."""
    return f"mode {stat.S_IMODE(mode):o}, owner {user}:{group}"


def described(path: str, shown: str, seen: os.stat_result) -> str:
    """Return all of a file that is to be as it was. Raises `OSError` if it is gone by now."""
    words = owned(seen.st_mode, seen.st_uid, seen.st_gid)
    kind = stat.S_IFMT(seen.st_mode)
    if kind == stat.S_IFREG:
        return f"{words}, {seen.st_size} bytes, {content(path, shown, seen)}"
    if kind == stat.S_IFLNK:
        return f"{words}, to {os.readlink(path)}"
    return f"{words}, device {os.major(seen.st_rdev)}:{os.minor(seen.st_rdev)}" if seen.st_rdev else words


def files(top: str, root: str = "") -> Iterator[tuple[str, str]]:
    """Yield what is below a folder, by name, and what is to be as it was. `root` is left out of names."""
    folders = [top]
    while folders:
        try:
            entries = list(os.scandir(folders.pop()))
        except OSError:  # gone by now
            continue
        for entry in entries:
            shown = entry.path[len(root) :]
            if shown in UNSEEN or STACKS.fullmatch(shown):
                continue
            try:
                seen = entry.stat(follow_symlinks=False)
                yield f"{KINDS[stat.S_IFMT(seen.st_mode)]} {shown}", described(entry.path, shown, seen)
            except OSError:  # gone by now
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)


def mounts(pid: int) -> dict[str, str]:
    """Return what is mounted for a process, but for what Docker mounts for containers: by mount point, what and how."""
    found: dict[str, str] = {}
    for line in read(f"/proc/{pid}/mountinfo").splitlines():
        before, _, after = line.partition(" - ")
        device, root, point, options = before.split()[2:6]
        if not point.startswith(CONTAINERS):
            text = f"{after.split()[0]} {device} {root} {options}"
            found[point] = f"{found[point]}; {text}" if point in found else text  # one over the other
    return found


def processes(client0: int) -> Iterator[str]:
    """Yield the command line of each process, but for our sessions themselves and what this look has started.

    What was started from outside, and so has no parent here, is a session; what it has started is a page's doing.
    """
    there = os.readlink(f"/proc/{client0}/ns/uts")
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        with contextlib.suppress(OSError):  # ended by now
            state, parent = read(f"/proc/{entry}/stat").rpartition(")")[2].split()[:2]
            if state != "Z" and parent not in ("0", str(os.getpid())):
                line = read(f"/proc/{entry}/cmdline").replace("\0", " ").strip()
                if line in ("cat", " ".join(SCRIPT)) and read(f"/proc/{parent}/cmdline").split("\0")[:-1] == SCRIPT:
                    continue
                where = " on client0" if os.readlink(f"/proc/{entry}/ns/uts") == there else ""
                yield f"process {line or read(f'/proc/{entry}/comm').strip()}{where}"


def docker() -> Iterator[tuple[str, str]]:
    """Yield what the Engine keeps. Its command line's contexts are files."""
    for one in engine("/containers/json?all=1"):
        yield f"container {one['Names'][0][1:] if one['Names'] else one['Id'][:12]}", f"of {one['Image']}"
    for one in engine("/networks"):
        yield f"network {one['Name']}", f"{one['Driver']}, {one['Scope']}"
    for one in engine("/volumes")["Volumes"] or []:
        yield f"volume {one['Name']}", one["Driver"]
    for one in engine("/images/json?all=1"):
        for name in one["RepoTags"] or [one["Id"].partition(":")[2][:12]]:
            yield f"image {name}", one["Id"].partition(":")[2][:12]
    for one in engine("/plugins"):
        yield f"plugin {one['Name']}", f"enabled: {one['Enabled']}"
    for one in engine("/system/df").get("BuildCache") or []:
        yield f"build cache {one['ID']}", ""
    swarm = engine("/info")["Swarm"]["LocalNodeState"]
    if swarm != "inactive":
        yield f"swarm: {swarm}", ""


@contextlib.contextmanager
def inside(pid: int) -> Iterator[None]:
    """Be in a process's network and UTS namespaces for a while. Raises `OSError`."""
    with contextlib.ExitStack() as stack:
        kinds = {"net": NET, "uts": UTS}
        own = {kind: stack.enter_context(open(f"/proc/self/ns/{kind}")) for kind in kinds}
        other = {kind: stack.enter_context(open(f"/proc/{pid}/ns/{kind}")) for kind in kinds}

        def enter(namespaces: dict[str, Any]) -> None:
            for kind, file in namespaces.items():
                if ctypes.CDLL(None, use_errno=True).setns(file.fileno(), kinds[kind]):
                    raise OSError(ctypes.get_errno(), f"setns: {kind} of {pid}")

        enter(other)
        try:
            yield
        finally:
            enter(own)


def settings(*folders: str) -> Iterator[tuple[str, str]]:
    """Yield kernel settings, as `sysctl -a` names them, below folders of /proc/sys."""
    for folder in folders:
        for path, _, names in os.walk(folder):
            for name in names:
                setting = os.path.join(path, name)[len("/proc/sys/") :].replace(".", "\0").replace("/", ".")
                setting = setting.replace("\0", "/")
                if not UNSTEADY.fullmatch(setting):
                    with contextlib.suppress(OSError):  # write-only, or without a value yet
                        yield f"kernel setting {setting}", read(os.path.join(path, name)).strip().replace("\n", "; ")


def interfaces() -> Iterator[tuple[str, str]]:
    """Yield network interfaces and their addresses."""
    for one in json.loads("".join(said("ip", "-json", "-details", "address"))):
        flags = sorted(set(one["flags"]) - {"LOWER_UP", "NO-CARRIER"})  # whether somebody is at the other end
        words = [one.get("address", ""), f"mtu {one['mtu']}", one.get("qdisc", ""), " ".join(flags)]
        words += [f"master {one['master']}"] if "master" in one else []
        yield f"interface {one['ifname']}", ", ".join(word for word in words if word)
        for address in one["addr_info"]:
            text = f"address {address['local']}/{address['prefixlen']} of {one['ifname']}"
            if not LINK_LOCAL.search(text):
                yield text, ""


def routes() -> Iterator[str]:
    """Yield routes of all tables, the rules that choose among these, permanent neighbors, and queuing disciplines."""
    for family, name in (("-4", "IPv4"), ("-6", "IPv6")):
        for line in said("ip", family, "route", "show", "table", "all"):
            if not LINK_LOCAL.search(line):
                yield f"{name} route {re.sub(' (linkdown|dead)', '', line).strip()}"  # somebody at the other end?
        for line in said("ip", family, "rule"):
            yield f"{name} rule {' '.join(line.split())}"
        for which in (["nud", "permanent"], ["proxy"]):
            for line in said("ip", family, "neigh", "show", *which):
                yield f"permanent neighbor {line.strip()}"
    for line in said("tc", "qdisc", "show"):
        yield re.sub(r" refcnt \d+", "", line).strip()


def rules() -> Iterator[tuple[str, str]]:
    """Yield firewall rules, policies and chains of all tables, as iptables has them, old and new; and their order.

    A table is there as soon as somebody has asked for it; so a chain of the kernel's that is empty and accepts is none.
    """
    for family, name in (("iptables", "firewall rule"), ("ip6tables", "IPv6 firewall rule")):
        for variant in ("nft", "legacy"):
            table, old = "", " of iptables-legacy" if variant == "legacy" else ""
            found: dict[str, list[str]] = {}
            for line in said(f"{family}-{variant}-save"):
                if line.startswith("*"):
                    table = line[1:]
                elif line.startswith("-A"):
                    found.setdefault(table, []).append(line)
                elif line.startswith(":") and " ACCEPT " not in line:
                    chain, policy = line[1:].split()[:2]
                    found.setdefault(table, []).append(f"-N {chain}" if policy == "-" else f"-P {chain} {policy}")
            for table, lines in found.items():
                yield from counted(f"{name} ({table}) {line}{old}" for line in lines).items()
                yield f"{ORDER}{name}s ({table}){old}", "\n".join(line for line in lines if line.startswith("-A"))


def nftables() -> Iterator[tuple[str, str]]:
    """Yield nf_tables' tables, what is in them, and its order; but for the tables of iptables."""
    found: dict[str, list[str]] = {}
    table = block = ""
    for line in said("nft", "--stateless", "list", "ruleset"):  # stateless: without counters
        text = line.strip(" \t{}")
        if line.startswith("table "):
            table = text
            if not IPTABLES.match(table):
                found[table] = []
        elif table in found and text and not text.startswith("#"):
            if line.endswith("{"):
                block = text
            found[table].append(text if text == block else f"{block}: {text}")
    for table, lines in found.items():
        yield f"nftables {table}", ""
        yield from counted(f"nftables {table}: {text}" for text in lines).items()
        yield f"{ORDER}nftables {table}", "\n".join(lines)


def network() -> Iterator[tuple[str, str]]:
    """Yield all of the present network namespace."""
    yield from interfaces()
    lines = (line.split() for line in said("ss", "--no-header", "--listening", "--tcp", "--udp", "--raw", "--numeric"))
    yield from counted(f"listening port {words[0]} {words[4]}" for words in lines).items()
    yield from counted(routes()).items()
    yield from rules()
    yield from nftables()


def inventory() -> Things:
    """Return all there is on both machines. Raises `OSError` and `ValueError` while things change."""
    client0 = int(read("/run/client0.pid"))
    own, other = mounts(os.getpid()), mounts(client0)
    things = dict(docker()) | counted(processes(client0)) | {f"mount {point}": text for point, text in own.items()}
    things |= dict(network()) | dict(settings("/proc/sys")) | dict(files("/"))
    # its files are host0's but where something else is mounted, its settings but for those of its namespaces
    there: Things = {}
    for point in [point for point, text in other.items() if own.get(point) != text]:
        there |= {f"mount {point}": other[point]} | dict(files(f"/proc/{client0}/root{point}", f"/proc/{client0}/root"))
    with inside(client0):
        there |= dict(network()) | dict(settings("/proc/sys/net"))
        there |= {"kernel setting kernel.hostname": os.uname().nodename}
    return things | {f"{name} on client0": text for name, text in there.items()}


def settled() -> Things:
    """Return all there is, once two looks agree: something may be about to end. Raises as `inventory` does."""
    before = inventory()
    while (now := inventory()) != before:
        before = now
    return before


def difference(before: Things, after: Things) -> list[str]:
    """Return what is not as it was, a thing a line; what follows from another line is left out."""
    left = [name for name in after if name not in before]
    missing = [name for name in before if name not in after]
    changed = [name for name in after if before.get(name, after[name]) != after[name]]
    there = {name.replace("folder ", "", 1) for name in (*left, *missing) if name.startswith("folder ")}

    def follows(name: str) -> bool:
        if name.startswith("kernel setting ") and (name not in before or name not in after):
            return True  # it came with an interface, or with a part that the kernel has loaded, for all the machine
        if name.startswith(ORDER):
            return sorted(before.get(name, "").splitlines()) != sorted(after.get(name, "").splitlines())
        path = FILE.fullmatch(name)
        return bool(path and path[1] + (path[2] or "") in there)

    told = [f"left behind: {name}" + (f" ({after[name]})" if after[name] else "") for name in left if not follows(name)]
    told += [f"changed: {name}: {after[name]} (was: {before[name]})" for name in changed if not follows(name)]
    return told + [f"missing: {name}" for name in missing if not follows(name)]
