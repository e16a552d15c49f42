"""The loads: about a second each, on the lab's own addresses, and what each of them tells."""

import json
import re
from collections.abc import Callable, Iterator

from host0.measure.mode import PORTS, Mode
from host0.problem import Problem

SECONDS = 1
"""How long each load runs. wrk and iperf3 count in whole ones."""

CONNECTIONS = 8
"""At the fixed load: enough to keep a core busy with nginx."""

MESSAGE = 64
"""Bytes of a small message."""

LOOPBACK = "127.0.0.1"

SCRIPT = "/tmp/report.lua"  # noqa: S108 (of the lab)
"""Where both machines find it: client0 does not see what is mounted on host0 later."""

REPORT = f"""
cat >{SCRIPT} <<'END'
done = function(summary, latency)
    local e = summary.errors
    print("wrk", summary.requests, summary.duration, latency:percentile(50),
          e.connect + e.read + e.write + e.status + e.timeout)
end
END
"""
"""wrk's own report rounds; this one has whole numbers: microseconds, and how many requests failed."""

USED = """
cat /sys/fs/cgroup/cpuacct/cpuacct.usage 2>/dev/null ||
    awk '/^usage_usec/ {printf "%.0f", $2 * 1000}' /sys/fs/cgroup/cpu.stat
"""
"""Prints the CPU time that the whole lab has used, client0 included, in nanoseconds (cgroup v1, or v2)."""

WRK = (
    f"wrk --threads 1 --connections {{connections}} --duration {SECONDS}s {{options}}"
    f" --script {SCRIPT} http://{{address}}/ 2>&1"
)
CLOSE = "--header 'Connection: close'"
"""Has wrk open a connection for each request."""

IPERF3 = f"iperf3 --client {{address}} --port {PORTS['iperf3']} --time {SECONDS} --json"

SOCKPERF = (
    f"sockperf ping-pong --tcp --ip {{address}} --port {PORTS['sockperf']} --time {SECONDS} --msg-size {MESSAGE}"
    " --full-rtt --dontwarmup >/tmp/sockperf 2>&1 &"
)
"""It waits two seconds before it sends anything, warm-up or not: long enough for another load to begin and end."""

SETTINGS = {"seconds": str(SECONDS), "connections": str(CONNECTIONS), "bytes": str(MESSAGE)}
"""What pages say of the loads."""

SCRIPTS = (REPORT, USED, WRK, CLOSE, IPERF3, SOCKPERF, json.dumps(SETTINGS))
"""All that decides what the figures mean, for `setup`."""

Run = Callable[[str], str]
"""Runs a script on one machine, and returns what it printed."""


def loads(run: Run, mode: Mode, *, loopback: bool) -> Iterator[tuple[str, float]]:
    """Put the loads on a mode that is served, and yield each figure's name and value, in the unit of `FIGURES`.

    `run` runs on client0, or on host0 if `loopback`. Raises `Problem` if a request fails: a figure would be wrong.
    """
    address = LOOPBACK if loopback else mode.address
    yield "latency_p50", _wrk(run, address, 1)[2]
    before = float(run(USED))
    count, seconds, _ = _wrk(run, address, CONNECTIONS)
    yield "cpu", (float(run(USED)) - before) / count / 1000
    yield "requests", count / seconds
    yield "throughput", _iperf3(run, address)
    if not loopback:
        run(SOCKPERF.format(address=address))
        count, seconds, _ = _wrk(run, address, CONNECTIONS, CLOSE)
        yield "connections", count / seconds
        yield "roundtrip", _sockperf(run, address)


def _wrk(run: Run, address: str, connections: int, options: str = "") -> tuple[int, float, float]:
    """Return how many requests were answered in how many seconds, and their median latency in microseconds."""
    said = run(WRK.format(address=address, connections=connections, options=options))
    found = re.search(r"^wrk\s+(\d+)\s+(\d+)\s+([\d.]+)\s+(\d+)$", said, re.MULTILINE)
    if not found or int(found[1]) == 0 or int(found[4]):
        raise Problem(f"wrk had failed requests at {address}:\n{said}")
    return int(found[1]), int(found[2]) / 1e6, float(found[3])


def _iperf3(run: Run, address: str) -> float:
    """Return what arrived at the server, in Gbit/s."""
    said = run(IPERF3.format(address=address))
    try:
        return float(json.loads(said)["end"]["sum_received"]["bits_per_second"]) / 1e9
    except (KeyError, json.JSONDecodeError):
        raise Problem(f"iperf3 measured nothing at {address}:\n{said}") from None


def _sockperf(run: Run, address: str) -> float:
    """Return the median time of a message there and back, in microseconds, when `SOCKPERF` has ended."""
    said = run("wait $!; cat /tmp/sockperf")
    found = re.search(r"percentile 50\.000 =\s*([\d.]+)", said)
    if not found:
        raise Problem(f"sockperf measured nothing at {address}:\n{said}")
    return float(found[1])
