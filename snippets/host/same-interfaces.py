import os

inside = client.containers.run("busybox", "ls /sys/class/net", network_mode="host", remove=True)
print(inside.decode().split())
print(sorted(os.listdir("/sys/class/net")) == inside.decode().split())
