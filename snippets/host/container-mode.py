guest = client.containers.run("busybox", "sleep 600", name="guest", network_mode="container:web", detach=True)
print(guest.exec_run("hostname -i").output.decode().strip())
link = "readlink /proc/self/ns/net"
print("same namespace:", web.exec_run(link).output == guest.exec_run(link).output)
