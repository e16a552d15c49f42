import socket

import docker

client = docker.from_env()
site = ["sh", "-c", "mkdir www; cd www; hostname >index.html; exec httpd -fvp 80"]
print(socket.gethostname())
