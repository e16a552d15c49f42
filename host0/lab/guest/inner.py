"""Make the images that host0 runs, from Debian's packages of the same programs.

    inner.py FOLDER busybox nginx    writes FOLDER/busybox.tar and FOLDER/nginx.tar, ready for `docker load`

Runs while the lab's image is built, in a Debian that has those packages installed. They stand in for the
official images of the same names, which come from Docker Hub; so nginx has what a reader meets in the official
one (bash, coreutils, curl) and lacks what that lacks (ip, ps).
"""

import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
NGINX_TOOLS = "bash sh cat chmod cp curl cut env grep hostname id ls mkdir readlink rm sed sleep sort tail uname wc"
NGINX_CONF = """\
user  nginx;
worker_processes  1;
error_log  /dev/stderr notice;
pid  /run/nginx.pid;
events { worker_connections  256; }
http {
    include  /etc/nginx/mime.types;
    access_log  /dev/stdout;
    server {
        listen       80;
        listen  [::]:80;
        server_name  localhost;
        location / { root  /usr/share/nginx/html; }
    }
}
"""


Config = dict[str, object]
"""How to run an image, in the words of the image specification."""


class Layer:
    """A tar in memory, every entry owned by root and dated as in its package: equal packages give an equal image."""

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        self._tar = tarfile.open(fileobj=self._bytes, mode="w")
        self._seen: set[str] = set()

    def _entry(self, path: str, kind: bytes, mode: int) -> tarfile.TarInfo:
        info = tarfile.TarInfo(path.lstrip("/"))
        info.type, info.mode = kind, mode
        self._seen.add(info.name)
        return info

    def folder(self, path: str, mode: int = 0o755) -> None:
        name = path.strip("/")
        if name and name not in self._seen:
            self.folder(os.path.dirname(name))
            self._tar.addfile(self._entry(name, tarfile.DIRTYPE, mode))

    def text(self, path: str, content: str | bytes, mode: int = 0o644, date: int = 0) -> None:
        self.folder(os.path.dirname(path))
        info, data = (
            self._entry(path, tarfile.REGTYPE, mode),
            content if isinstance(content, bytes) else content.encode(),
        )
        info.size, info.mtime = len(data), date
        self._tar.addfile(info, io.BytesIO(data))

    def link(self, path: str, target: str) -> None:
        self.folder(os.path.dirname(path))
        info = self._entry(path, tarfile.SYMTYPE, 0o777)
        info.linkname = target
        self._tar.addfile(info)

    def copy(self, source: str, path: str | None = None) -> None:
        path = path or source
        if path.lstrip("/") not in self._seen:
            about = os.stat(source)
            self.text(path, Path(source).read_bytes(), about.st_mode & 0o777, int(about.st_mtime))

    def program(self, name: str) -> None:
        """Copy a program and the libraries it names, each to a place where its loader looks."""
        found = subprocess.run(["/bin/bash", "-c", f"command -v {name}"], check=True, capture_output=True, text=True)
        real = os.path.realpath(found.stdout.strip())
        self.copy(real, f"/usr/sbin/{name}" if "sbin" in real else f"/usr/bin/{name}")
        for line in subprocess.run(["ldd", real], capture_output=True, text=True).stdout.splitlines():
            library = next((word for word in line.split() if word.startswith("/")), None)
            if library:
                self.copy(os.path.realpath(library), "/usr" + library.removeprefix("/usr"))

    def users(self, passwd: str, group: str) -> None:
        self.text("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n" + passwd)
        self.text("/etc/group", "root:x:0:\n" + group)

    def close(self) -> bytes:
        self._tar.close()
        return self._bytes.getvalue()


def busybox() -> tuple[Layer, Config]:
    layer = Layer()
    layer.folder("/tmp", 0o1777)
    layer.folder("/root", 0o700)
    layer.folder("/var/www")
    layer.copy("/bin/busybox", "/bin/busybox")
    for applet in subprocess.run(["/bin/busybox", "--list"], check=True, capture_output=True, text=True).stdout.split():
        if applet != "busybox":
            layer.link(f"/bin/{applet}", "busybox")
    layer.users("nobody:x:65534:65534:nobody:/home:/bin/false\n", "nogroup:x:65534:\n")
    return layer, {"Cmd": ["sh"], "Env": [PATH]}


def nginx() -> tuple[Layer, Config]:
    layer = Layer()
    layer.folder("/tmp", 0o1777)
    for folder in ("/root", "/run", "/var/log/nginx", "/var/lib/nginx"):
        layer.folder(folder)
    layer.folder("/usr/lib")
    for name in ("bin", "sbin", "lib", "lib64"):
        layer.folder(f"/usr/{name}")
        layer.link(f"/{name}", f"usr/{name}")
    for name in ["nginx", *NGINX_TOOLS.split()]:
        layer.program(name)
    layer.text("/etc/nginx/nginx.conf", NGINX_CONF)
    layer.copy("/etc/nginx/mime.types")
    layer.copy("/etc/os-release")
    layer.copy("/usr/share/nginx/html/index.html")
    layer.users(
        "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\nnginx:x:101:101:nginx:/nonexistent:/bin/false\n",
        "nogroup:x:65534:\nnginx:x:101:\n",
    )
    config: Config = {
        "Cmd": ["nginx", "-g", "daemon off;"],
        "Env": [PATH],
        "ExposedPorts": {"80/tcp": {}},
        "StopSignal": "SIGQUIT",
    }
    return layer, config


def socat() -> tuple[Layer, Config]:
    """As alpine/socat: the arguments of `docker run` are socat's own."""
    layer = Layer()
    layer.folder("/tmp", 0o1777)
    for name in ["socat", "sh", "cat"]:  # SYSTEM: wants a shell
        layer.program(name)
    layer.link("/bin", "usr/bin")
    layer.link("/lib", "usr/lib")
    layer.link("/lib64", "usr/lib64")
    layer.users("nobody:x:65534:65534:nobody:/home:/bin/false\n", "nogroup:x:65534:\n")
    return layer, {"Entrypoint": ["socat"], "Env": [PATH]}


def node_exporter() -> tuple[Layer, Config]:
    """As prom/node-exporter: not root, and the arguments are node_exporter's own."""
    layer = Layer()
    layer.folder("/tmp", 0o1777)
    layer.program("prometheus-node-exporter")
    layer.link("/bin/node_exporter", "/usr/bin/prometheus-node-exporter")
    layer.link("/lib", "usr/lib")
    layer.link("/lib64", "usr/lib64")
    layer.users("nobody:x:65534:65534:nobody:/home:/bin/false\n", "nogroup:x:65534:\n")
    return layer, {
        "Entrypoint": ["/bin/node_exporter"],
        "Env": [PATH],
        "ExposedPorts": {"9100/tcp": {}},
        "User": "nobody",
    }


MADE = {
    "busybox": ("busybox", busybox),
    "nginx": ("nginx", nginx),
    "node-exporter": ("prom/node-exporter", node_exporter),
    "socat": ("alpine/socat", socat),
}
"""The image's short name, its name on host0, and what makes it."""


def save(name: str, layer: Layer, config: Config, target: str) -> None:
    """Write an image as `docker save` does (the image specification 1.2): a layer, a config, a manifest."""
    content = layer.close()
    machine = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    ).stdout.strip()
    text = json.dumps(
        {
            # as Go names it: with Debian's name for it, `docker run` would warn of another platform
            "architecture": {"i386": "386", "armhf": "arm"}.get(machine, machine),
            "os": "linux",
            "created": "1970-01-01T00:00:00Z",
            "config": config,
            "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(content).hexdigest()]},
        },
        sort_keys=True,
    )
    config_name = hashlib.sha256(text.encode()).hexdigest() + ".json"
    archive = Layer()
    archive.text("layer.tar", content)
    archive.text(config_name, text)
    archive.text(
        "manifest.json", json.dumps([{"Config": config_name, "RepoTags": [f"{name}:latest"], "Layers": ["layer.tar"]}])
    )
    Path(target).write_bytes(archive.close())


def main() -> None:
    folder, names = sys.argv[1], sys.argv[2:]
    for name in names:
        image, make = MADE[name]
        layer, config = make()
        save(image, layer, config, f"{folder}/{name}.tar")


main()
