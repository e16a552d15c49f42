"""The doctor: what it names first for each fault that can be seen from the host, in real labs; and it only reads."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from host0.content.generation import Generation, generations
from host0.content.placeholder import LAB, fill
from host0.lab.host import Result
from host0.lab.lab import Lab
from host0.lab.residue import SETTLE, stays
from tests.conftest import ROOT

DOCTOR = ROOT / "docs" / "assets" / "doctor.sh"
LINES = 200
"""At most: a script that one is told to read first."""

ANSWERS = "until curl -s localhost >/dev/null; do sleep 0.1; done"
WORKS = "until pgrep -f 'nginx: worker' >/dev/null; do sleep 0.1; done"
"""For an nginx whose log is to stay without a client."""

AGAIN = "docker logs web 2>&1 | grep -q . || docker start -a web || true"
"""Lets a container that ended at once say what Docker has lost, once more (see `Track.again`)."""

HTTPD = "docker run --name=web --net=host -d busybox httpd -f -p"


def step(name: str) -> str:
    """Return the commands of a page's step on host0."""
    text = (ROOT / "snippets" / "trouble" / f"{name}.sh").read_text(encoding="utf-8")
    return fill(text, LAB)


def started(rest: str) -> str:
    """Return the command that starts `web` in host mode, of an image and its command."""
    return f"docker run --name=web --net=host -d {rest}"


NGINX = f"{started('nginx')}\n{ANSWERS}"

FIREWALLD = """
mkdir -p /run/dbus; dbus-daemon --system --fork; (firewalld --nofork >/dev/null 2>&1 &)
until [ "$(firewall-cmd --state 2>&1)" = running ]; do sleep 0.2; done
"""
NO_FIREWALLD = """
pkill -x firewalld; until ! pgrep -x firewalld; do sleep 0.1; done
pkill -x dbus-daemon; until ! pgrep -x dbus-daemon; do sleep 0.1; done
for family in inet ip ip6; do nft delete table $family firewalld 2>/dev/null; done
"""
"""firewalld takes its tables along; on a busy machine they once stayed, and the next test saw its rules."""

UPSTREAM = "events {} http { upstream u { server db:80; } server { listen 8080; location / { proxy_pass http://u; } } }"

FAULTS: dict[str, tuple[str, str, str, str]] = {
    "published": ("published-port", "web", step("published"), ""),
    "published, the port asked": ("published-port", "web 8080", step("published"), ""),
    "published, all ports": (
        "published-port",
        "web",
        f"docker run --name=web --net=host --publish-all -d nginx\n{ANSWERS}",
        "",
    ),
    "another port asked": ("published-port", "web 8080", NGINX, ""),
    "in use": ("in-use", "web", step("in-use"), "docker rm --force old"),
    "in use by a program of the host": (
        "in-use",
        "web 8080",
        f"(socat TCP-LISTEN:8080,reuseaddr - &)\nuntil ss -Hltn | grep -q :8080; do sleep 0.1; done\n{HTTPD} 8080\n"
        "docker wait web",
        "pkill -x socat",
    ),
    "published where it is in use": (
        "in-use",
        "web",
        f"docker run --name=old --net=host -d nginx\n{ANSWERS}\ndocker run --name=web -p 80:80 -d nginx\n"
        "while ip -brief link | grep -q veth; do sleep 0.1; done",
        "docker rm --force old",
    ),
    "in use by two, which share it": (
        "in-use",
        "web",
        "for name in web old; do docker run --name=$name --net=host -d alpine/socat "
        "TCP-LISTEN:8081,reuseaddr,reuseport,fork SYSTEM:true; done\n"
        "until [ \"$(ss -Hltn 'sport = :8081' | wc -l)\" = 2 ]; do sleep 0.1; done",
        "docker rm --force old",
    ),
    "in use, UDP": (
        "in-use-udp",
        "web",
        "(socat UDP-LISTEN:53,bind=127.0.0.53 - &)\nuntil ss -Hlun | grep -q :53; do sleep 0.1; done\n"
        f"{started('alpine/socat UDP-LISTEN:53 -')}\ndocker wait web",
        "pkill -x socat",
    ),
    "engine elsewhere": (
        "desktop",
        "web",
        f"{NGINX}\n(socat TCP-LISTEN:2375,fork,reuseaddr UNIX-CONNECT:/var/run/docker.sock &)\n"
        "export DOCKER_HOST=tcp://127.0.0.1:2375\nuntil docker ps; do sleep 0.1; done",
        "unset DOCKER_HOST; pkill -x socat",
    ),
    "name of a container": (
        "name",
        "web",
        f"docker run --name=db -d nginx\n{WORKS}\n"
        f"docker run --name=web --net=host busybox wget -q -O- http://db || {AGAIN}",
        "docker rm --force db",
    ),
    "the host's own name": (
        "own-name",
        "web",
        f"docker run --name=web --net=host --add-host=x:192.0.2.1 busybox ping -c 1 host0 || {AGAIN}",
        "",
    ),
    "loopback only": ("refused", "web", step("refused"), ""),
    "dropped": (
        "timeout",
        "web",
        step("timeout"),
        "iptables -F INPUT",
    ),
    "dropped by a policy, with chains": (
        "timeout",
        "web 80",
        "iptables -N mine\niptables -A mine -p tcp -m multiport --dports 22,443 -j ACCEPT\n"
        "iptables -A INPUT -i lo -j ACCEPT\niptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n"
        f"iptables -A INPUT -j mine\niptables -P INPUT DROP\n{NGINX}",
        "iptables -P INPUT ACCEPT; iptables -F INPUT; iptables -F mine; iptables -X mine",
    ),
    "dropped by nftables": (
        "timeout",
        "web",
        f"{NGINX}\nnft 'table inet mine {{ chain in {{ type filter hook input priority 0; policy drop; iif lo accept; "
        "ct state vmap { established : accept, invalid : drop }; tcp dport { 22, 8000-9000 } accept; }; }'",
        "nft delete table inet mine",
    ),
    "rejected": (
        "no-route",
        "web",
        f"{NGINX}\niptables -A INPUT -i eth0 -p tcp --dport 80 -j REJECT --reject-with icmp-host-prohibited",
        "iptables -F INPUT",
    ),
    "rejected as if closed": (
        "refused",
        "web",
        f"{NGINX}\niptables -A INPUT -i eth0 -p tcp --dport 80 -j REJECT",
        "iptables -F INPUT",
    ),
    "closed to bridges": (
        "from-container",
        "web",
        f"{NGINX}\niptables -A INPUT -i lo -j ACCEPT\niptables -A INPUT -i eth0 -p tcp --dport 80 -j ACCEPT\n"
        "iptables -P INPUT DROP",
        "iptables -P INPUT ACCEPT; iptables -F INPUT",
    ),
    "closed to bridges, the other asked": (
        "from-container",
        "web",
        "iptables -A INPUT -i docker0 -j REJECT --reject-with icmp-host-prohibited\n"
        f"docker run --name=web busybox wget -q -O- http://172.17.0.1 || {AGAIN}",
        "iptables -F INPUT",
    ),
    "not root": ("permission", "web", step("permission"), ""),
    "healthy by another's answer": ("health", "web 80", step("health"), "docker rm --force other"),
    "IPv4 only": ("ipv6", "web", step("ipv6"), ""),
    "IPv6 only": (
        "ipv6",
        "web",
        f"{started('alpine/socat TCP6-LISTEN:8080,fork,ipv6only=1 SYSTEM:true')}\n"
        "until ss -Hltn | grep -q :8080; do sleep 0.1; done",
        "",
    ),
    "an address that is not there": (
        "cannot-assign",
        "web",
        f"{HTTPD} 203.0.113.9:8080\ndocker wait web",
        "",
    ),
    "an address that is gone": (
        "cannot-assign",
        "web",
        f"ip address add 203.0.113.9/32 dev lo\n{HTTPD} 203.0.113.9:8080\n"
        "until ss -Hltn | grep -q :8080; do sleep 0.1; done\nip address del 203.0.113.9/32 dev lo",
        "",
    ),
    "other name servers": (
        "resolv-conf",
        "web",
        f"{NGINX}\ncp /etc/resolv.conf /run/docker/kept\necho nameserver 192.0.2.53 >/etc/resolv.conf",
        "cat /run/docker/kept >/etc/resolv.conf; rm /run/docker/kept",
    ),
    "proxy": (
        "proxy",
        "web",
        f"{started('nginx')} sh -c 'echo \"{UPSTREAM}\" >/tmp/c; exec nginx -c /tmp/c'\ndocker wait web",
        "",
    ),
    "stack": ("swarm", "web", f"docker run --name=web --label com.docker.stack.namespace=x -d nginx\n{WORKS}", ""),
    "not in host mode": ("first-look", "web", f"docker run --name=web -d nginx\n{WORKS}", ""),
    "clients of a bridge": (
        "client-address",
        "web",
        "docker run --name=web -p 8080:80 -d nginx\nuntil curl -s localhost:8080; do sleep 0.1; done\n"
        "until docker logs web 2>&1 | grep GET; do sleep 0.1; done",
        "",
    ),
    "address of a bridge": (
        "wrong-address",
        "web",
        f"{started('busybox')} sh -c 'echo registered as dubbo://172.17.0.1:20880; exec httpd -f -p 8080'\n"
        "until ss -Hltn | grep -q :8080; do sleep 0.1; done",
        "",
    ),
    "ROS 2": ("shared-memory", "web", f"{started('--env ROS_DISTRO=humble nginx')}\n{ANSWERS}", ""),
    "no default route": (
        "vpn",
        "web",
        f"{started('--cap-add NET_ADMIN nginx')}\n{ANSWERS}\nip route del default",
        "ip route add default via 192.0.2.1",
    ),
    "stopped": ("first-look", "web", f"{NGINX}\ndocker stop web", ""),
    "rejected by firewalld": ("no-route", "web", f"{NGINX}\n{FIREWALLD}", NO_FIREWALLD),
}
"""What is wrong: the section, what the doctor is asked, the set-up, and what is to be done beside removing `web`."""

HEALTHY = {
    "nginx": NGINX,
    "nginx, with a firewall that lets it in": "iptables -A INPUT -p tcp --dport 80 -j ACCEPT\n"
    f"iptables -A INPUT -i lo -j ACCEPT\niptables -P INPUT DROP\n{NGINX}",
    "nginx, once its port was in use": f"docker run --name=old --net=host -d nginx\n{ANSWERS}\n{started('nginx')}\n"
    f"docker wait web\ndocker rm --force old\ndocker start web\n{ANSWERS}",
    "UDP": f"{started('alpine/socat UDP6-RECVFROM:5000,fork SYSTEM:true')}\n"
    "until ss -Hlun | grep -q :5000; do sleep 0.1; done",
}
WELL = "docker rm --force web old; iptables -P INPUT ACCEPT; iptables -F INPUT"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Use a lab of each chosen engine."""
    if "lab" in metafunc.fixturenames:
        chosen = generations(metafunc.config.getoption("--engines"))
        metafunc.parametrize("lab", chosen, ids=lambda engine: engine.name, indirect=True, scope="module")


@pytest.fixture(scope="module")
def lab(request: pytest.FixtureRequest, host0_run: Any) -> Iterator[Lab]:
    """Return a lab, in which busybox is a shell of host0, too."""
    engine: Generation = request.param
    with host0_run.labs.open(engine) as lab:
        do(lab, "docker create --name=web busybox; docker cp web:/bin/busybox /run/busybox; docker rm web")
        yield lab


def do(lab: Lab, script: str) -> Result:
    """Run a script on host0."""
    return lab.session("host0").run(script, 60 * lab.patience)


def first(output: str) -> str:
    """Return the section that the doctor names first."""
    found = re.search(r"^1\. troubleshooting\.html#(\S+)$", output, re.MULTILINE)
    return found[1] if found else ""


def remember(lab: Lab) -> None:
    """Remember what there is, with no process that is about to end: of what was set up, or of a health check."""
    deadline = time.monotonic() + SETTLE * lab.patience
    lab.remember()
    while any(re.match("(missing|changed): process ", line) for line in lab.left()) and time.monotonic() < deadline:
        lab.remember()


@pytest.mark.parametrize("fault", FAULTS)
def test_fault(lab: Lab, fault: str) -> None:
    """The section that fits is named first, with status 1, and nothing is changed by looking."""
    section, asked, setup, undo = FAULTS[fault]
    do(lab, setup)
    remember(lab)
    told = do(lab, f"sh doctor.sh {asked}")
    left = stays(lab)
    do(lab, f"{undo}\ndocker rm --force web")
    assert (first(told.output), told.status) == (section, 1), told.output
    assert left == []
    assert not re.search(r"(?i)awk:|sh:|syntax|error: ", told.output.replace("httpd:", "")), told.output


@pytest.mark.parametrize("service", HEALTHY)
def test_healthy(lab: Lab, service: str) -> None:
    """A service that is well is left alone: with status 0, in any shell, and in both languages."""
    do(lab, HEALTHY[service])
    remember(lab)
    shells = ("sh", "bash", "/run/busybox sh")
    told = [do(lab, f"{shell} doctor.sh web") for shell in shells]
    chinese = do(lab, "LC_ALL= LC_MESSAGES=zh_CN.UTF-8 sh doctor.sh web")
    left = stays(lab)
    do(lab, WELL)
    assert "Found nothing." in told[0].output, told[0].output
    assert [(one.output, one.status) for one in told] == [(told[0].output, 0)] * len(shells)
    assert ("没有发现问题" in chinese.output, chinese.status) == (True, 0), chinese.output
    assert left == []


@pytest.mark.parametrize("fault", ["in use", "dropped by a policy, with chains", "dropped by nftables", "proxy"])
def test_shells(lab: Lab, fault: str) -> None:
    """dash, bash, and busybox with tools of its own say the same."""
    section, asked, setup, undo = FAULTS[fault]
    do(lab, setup)
    told = [do(lab, f"{shell} doctor.sh {asked}").output for shell in ("sh", "bash", "/run/busybox sh")]
    do(lab, f"{undo}\ndocker rm --force web")
    assert first(told[0]) == section
    assert set(told) == {told[0]}


ERRORS = {
    "": "usage: sh doctor.sh CONTAINER [PORT]",
    "a 1 2": "usage: sh doctor.sh CONTAINER [PORT]",
    "web 0": "not a port: 0",
    "web 65536": "not a port: 65536",
    "web http": "not a port: http",
    "web 80/sctp": "not a port: 80/sctp",
    "nobody": "no container is called nobody; docker ps --all lists them",
}


@pytest.mark.parametrize("asked", ERRORS)
def test_errors(lab: Lab, asked: str) -> None:
    """What keeps it from looking is said in a line of its own, with status 2."""
    told = do(lab, f"sh doctor.sh {asked}")
    assert (told.output, told.status) == (ERRORS[asked] + "\n", 2)


CANNOT = {
    "the Docker daemon does not answer: is it started?": "DOCKER_HOST=unix:///run/none.sock sh doctor.sh web",
    "you may not use the Docker socket: run this with sudo": "setpriv --reuid 65534 --clear-groups sh doctor.sh web",
    "docker: command not found": "PATH=/run/few /bin/sh doctor.sh web",
    "没有叫 nobody 的容器，用 docker ps --all 列出": "LC_ALL=zh_CN.UTF-8 sh doctor.sh nobody",
}


@pytest.mark.parametrize("line", CANNOT)
def test_cannot(lab: Lab, line: str) -> None:
    """No daemon, no permission, no client: a line each, with status 2."""
    told = do(lab, f"mkdir -p /run/few; export HOME=/; {CANNOT[line]}")
    assert (told.output, told.status) == (line + "\n", 2)


def test_left_out(lab: Lab) -> None:
    """What it cannot look at is said, and the rest is looked at all the same."""
    tools = "awk cat cut docker dirname grep id ls readlink sed sort tail timeout tr uname"
    do(lab, f"{NGINX}\nmkdir -p /run/few; for k in {tools}; do ln -sf $(command -v $k) /run/few/; done")
    few = do(lab, "PATH=/run/few /bin/sh doctor.sh web")
    do(lab, "chmod 666 /var/run/docker.sock")
    user = do(lab, "HOME=/ setpriv --reuid 65534 --clear-groups sh doctor.sh web")
    do(lab, "chmod 660 /var/run/docker.sock; rm -r /run/few; docker rm --force web")
    assert "left out: does the host get an answer? (no curl, bash, nc, wget)\n" in few.output
    assert few.status == 0, few.output
    assert "left out without root: the firewall, and whose a port is\n" in user.output
    assert user.status == 0, user.output


ELSEWHERE = {
    "Docker Desktop": ("Docker Desktop [name=seccomp]", "unix:///var/run/docker.sock", "Linux"),
    "Docker Desktop, by its context": ("", "unix:///home/me/.docker/desktop/docker.sock", "Linux"),
    "Colima": ("Ubuntu 24.04 LTS [name=seccomp]", "unix:///Users/me/.colima/default/docker.sock", "Darwin"),
    "rootless": ("Debian GNU/Linux 12 [name=seccomp name=rootless]", "unix:///run/user/1000/docker.sock", "Linux"),
    "another machine": ("Debian GNU/Linux 12 [name=seccomp]", "ssh://me@there", "Linux"),
    "WSL 2": ("Ubuntu 24.04 LTS [name=seccomp]", "unix:///var/run/docker.sock", "5.15.167.4-microsoft-standard-WSL2"),
}
"""What `docker info` and `docker context` say there, and `uname`: no lab has these."""


@pytest.mark.parametrize("kind", ELSEWHERE)
def test_elsewhere(kind: str, tmp_path: Path) -> None:
    """Where the engine's host is another machine, that comes first; it is seen by what the tools say."""
    system, end, kernel = ELSEWHERE[kind]
    inspected = "0123456789|running|0|host|0||private||0|||||||||"
    said = {"container": inspected, "info": system, "context": end}
    cases = "".join(f"{word}) echo '{text}' ;;\n" for word, text in said.items())
    (tmp_path / "docker").write_text(f"#!/bin/sh\ncase $1 in\n{cases}esac\n")
    (tmp_path / "uname").write_text(
        f"#!/bin/sh\ncase $1$0 in -s*) [ '{kernel}' = Darwin ] && echo Darwin || echo Linux ;;\n"
        f"*) echo '{kernel}' ;; esac\n"
    )
    (tmp_path / "id").write_text("#!/bin/sh\necho 1000\n")
    for tool in tmp_path.iterdir():
        tool.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "LC_ALL": "C"}
    told = subprocess.run(["sh", DOCTOR, "web"], env=environment, capture_output=True, text=True, check=False)
    found = re.findall(r"troubleshooting\.html#(\S+)", told.stdout)
    assert (told.stderr, told.returncode) == ("", 1)
    assert "desktop" in found[: 1 if kind != "WSL 2" else None], told.stdout


def test_script() -> None:
    """It is short, and plain POSIX shell."""
    text = DOCTOR.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LINES
    shellcheck = Path(sys.executable).with_name("shellcheck")
    checked = subprocess.run([shellcheck, "--shell=sh", DOCTOR], capture_output=True, text=True, check=False)
    assert (checked.stdout, checked.returncode) == ("", 0)
    plain = re.sub(r"'[^']*'", "", re.sub(r"(?m)^#.*", "", text))
    assert set(re.findall(r"\d?>>?\s*[^\s;|)]+|<<", plain)) == {">/dev/null", "2>/dev/null", "2>&1", ">&2"}, "it writes"


def test_languages() -> None:
    """Each text is there in both languages, and has the same words put in."""
    text = DOCTOR.read_text(encoding="utf-8")
    gap = r"\s+(?:\\\n\s*)?"
    call = rf"(?:\b(?:t|die|found \d+ \S+){gap}|\bs=)"
    texts = re.findall(rf"{call}'([^']+)'{gap}(?:z=)?'([^']+)'", text)
    assert len(texts) > 30
    for english, chinese in texts:
        assert re.search("[\u4e00-\u9fff\uff1a]", chinese), chinese
        assert not re.search("[\u4e00-\u9fff]", english), english
        assert english.count("%s") == chinese.count("%s"), (english, chinese)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sections(language: str) -> None:
    """What it names is a section of the page."""
    page = (ROOT / "docs" / language / "troubleshooting.md").read_text(encoding="utf-8")
    text = DOCTOR.read_text(encoding="utf-8")
    named = {*re.findall(r"found \d+ ([a-z][a-z0-9-]+)", text), *re.findall(r"html#([a-z-]+)", text)}
    assert len(named) > 15
    assert named - {"in"} <= set(re.findall(r"\{ #([a-z0-9-]+)", page))
