import socket

import docker

client = docker.from_env()
site = ["sh", "-c", "hostname >index.html; exec httpd -fvp 80"]
print(socket.gethostname())
