"""The modes: the same nginx, iperf3 and sockperf, started on host0 in several ways, one at a time."""

import contextlib
from collections.abc import Iterator
from dataclasses import astuple, dataclass

from host0.content.placeholder import LAB
from host0.lab import host
from host0.lab.host import Gone, Overrun
from host0.problem import Problem

FOLDER = "/measure"
"""On host0: the programs, their libraries, and the nginx image's files."""

PORTS = {"nginx": 80, "iperf3": 5201, "sockperf": 11111}
LIMIT = 60.0
"""Seconds that anything on host0 or client0 may take: a load takes two."""

PREPARE = rf"""
set -e
mkdir -p {FOLDER}
mount -t tmpfs -o size=200m tmpfs {FOLDER}
cd {FOLDER}
mkdir lib root html

# The image nginx has neither iperf3 nor sockperf: they come with their loader and libraries, for every mode the same.
for program in iperf3 sockperf; do
    cp "$(command -v $program)" .
    ldd $program | grep -o '/[^ ]*' | xargs -I {{}} cp -n {{}} lib/
done
cat >serve <<'END'
#!/bin/bash
loader="{FOLDER}/lib/ld-linux-x86-64.so.2 --library-path {FOLDER}/lib"
$loader {FOLDER}/iperf3 --server --port {PORTS["iperf3"]} >/dev/null 2>&1 &
$loader {FOLDER}/sockperf server --tcp --ip 0.0.0.0 --port {PORTS["sockperf"]} >/dev/null 2>&1 &
# nginx last: once it answers, all three do (0A is a listening socket, proc_net_tcp)
until grep -q ':{PORTS["iperf3"]:04X} .* 0A ' /proc/net/tcp6 && grep -q ':{PORTS["sockperf"]:04X} .* 0A ' /proc/net/tcp
do sleep 0.05; done
# its log to nowhere, or a container's would go through the daemon
exec nginx -g 'daemon off;' >/dev/null 2>&1
END
sed -i "s|ld-linux-x86-64.so.2|$(basename lib/ld-linux*)|" serve
chmod +x serve

# The image's own files, to run its nginx without a container.
docker create --name=measured nginx >/dev/null
docker export measured | tar -x -C root
docker rm measured >/dev/null
mkdir -p root/dev root/proc root{FOLDER}
mount --bind /dev root/dev
mount -t proc proc root/proc
mount --rbind {FOLDER} root{FOLDER}
# One page on one file system for all modes, or a container's overlay would be measured too.
cp root/usr/share/nginx/html/index.html html/
mount --bind html root/usr/share/nginx/html
"""

DAEMON = """
# The lab's first process ends the lab when its daemon ends. Stopped, it does not notice; closing the lab kills it.
kill -STOP "$(pgrep -o -f 'bash /usr/local/bin/host0')"
kill "$(cat /run/docker.pid)"
while [ -e /run/docker.pid ]; do sleep 0.02; done
# From nothing: a daemon leaves the rules and route_localnet of the other setting as they are (moby issue 45578).
iptables -F; iptables -X; iptables -t nat -F; iptables -t nat -X
ip link delete docker0
setsid dockerd --containerd /run/containerd/containerd.sock --host unix:///run/docker.sock --userland-proxy={proxy} \
    >/var/log/dockerd.log 2>&1 </dev/null &
until curl -fs --unix-socket /run/docker.sock http://docker/_ping >/dev/null; do sleep 0.02; done
"""

NATIVE = f"""
setsid bash -c 'echo $$ >{FOLDER}/native.pid; exec chroot {FOLDER}/root {FOLDER}/serve' </dev/null >/dev/null 2>&1 &
"""
"""A session of its own, so that one signal ends all three servers."""

STOP = f"""
if [ -e {FOLDER}/native.pid ]; then
    kill -- "-$(cat {FOLDER}/native.pid)"
    rm {FOLDER}/native.pid
fi
docker ps --all --quiet | xargs -r docker rm --force >/dev/null
until [ -z "$(ss -Hltn '{" or ".join(f"sport = :{port}" for port in PORTS.values())}')" ]; do sleep 0.02; done
conntrack -F 2>/dev/null # or 120 seconds of closed connections fill the table
true
"""

PUBLISH = " ".join(f"-p {port}:{port}" for port in PORTS.values())
SERVE = f"-v {FOLDER}:{FOLDER}:ro -v {FOLDER}/html:/usr/share/nginx/html:ro nginx {FOLDER}/serve >/dev/null"
CONTAINER = "172.17.0.2"
"""The first container's address on docker0."""

ROUTE = f"ip route replace {CONTAINER}/32 via {LAB['host0.ip']}"
"""On client0: no machine outside knows of docker0's addresses by itself."""


@dataclass(frozen=True)
class Mode:
    """One way to run the servers."""

    name: str
    """As the CSV has it."""
    start: str
    """What starts them, in Bash on host0."""
    address: str = LAB["host0.ip"]
    """Where client0 reaches them."""
    proxy: bool | None = None
    """Whether the daemon runs with its userland proxy; None if the mode does not depend on it."""
    loopback: bool = False
    """Whether host0 also measures them at its 127.0.0.1."""
    filtered: bool = True
    """Whether the kernel filters nginx's system calls, as Docker's default seccomp profile has it."""


MODES = {
    mode.name: mode
    for mode in (
        Mode("native", NATIVE, filtered=False),
        Mode("host", f"docker run -d --name=measured --network=host {SERVE}", loopback=True),
        # The control for what the filter of system calls costs: nothing else differs from host.
        Mode(
            "host-unconfined",
            f"docker run -d --name=measured --network=host --security-opt seccomp=unconfined {SERVE}",
            filtered=False,
        ),
        Mode(
            "container",
            f"docker run -d --name=donor {PUBLISH} busybox sleep 600 >/dev/null\n"
            f"docker run -d --name=measured --network=container:donor {SERVE}",
            CONTAINER,
        ),
        # Published too, though client0 uses the container's address: the rules then let packets from outside pass.
        Mode("bridge", f"docker run -d --name=measured {PUBLISH} {SERVE}", CONTAINER),
        Mode("published", f"docker run -d --name=measured {PUBLISH} {SERVE}", proxy=True, loopback=True),
        Mode("published-no-proxy", f"docker run -d --name=measured {PUBLISH} {SERVE}", proxy=False, loopback=True),
    )
}

"""Several are each other's control: they differ in one thing, which is then what a difference comes from."""

FILTERED = """
[ "$(awk '/^Seccomp:/ {{print $2}}' /proc/$(pgrep -o -x nginx)/status)" = {mode} ]
"""
"""Fails unless the kernel filters nginx's system calls as it should: 2 by a filter, 0 not at all (proc_pid_status)."""

SCRIPTS = (PREPARE, DAEMON, NATIVE, STOP, ROUTE, *(repr(astuple(mode)) for mode in MODES.values()))
"""All that decides what a mode is, for `setup`."""


class Measured:
    """host0 and client0 while they are measured: one mode at a time."""

    def __init__(self, lab: host.Host) -> None:
        self._lab = lab
        self._proxy = True
        self.run("host0", f"({PREPARE})")
        self.run("client0", ROUTE)

    def run(self, place: str, script: str) -> str:
        """Run a script on `host0` or `client0`, and return what it printed. Raises `Problem` if it fails."""
        try:
            result = self._lab.session(place).run(script, LIMIT * self._lab.patience)
        except (Overrun, Gone) as end:
            raise Problem(f"{place} could not be measured: this did not end:\n{script.strip()}\n{end}") from None
        if result.status:
            raise Problem(f"{place} could not be measured: this failed there:\n{script.strip()}\n{result.output}")
        return result.output

    @contextlib.contextmanager
    def serving(self, mode: Mode) -> Iterator[None]:
        """Run the servers in a mode, which answer by then, and stop them at the end."""
        if mode.proxy not in (None, self._proxy):
            self._proxy = not self._proxy
            self.run("host0", DAEMON.format(proxy=str(self._proxy).lower()))
        self.run("host0", mode.start)
        self.run("client0", f"until curl -fs http://{mode.address}/ >/dev/null; do sleep 0.02; done")
        self.run("host0", FILTERED.format(mode=2 if mode.filtered else 0))
        try:
            yield
        finally:
            self.run("host0", STOP)
