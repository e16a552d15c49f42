box = client.containers.run("busybox", "sleep 600", detach=True)
link = "/proc/self/ns/net"
print("host0:    ", os.readlink(link))
print("host mode:", nginx.exec_run(["readlink", link]).output.decode().strip())
print("bridge:   ", box.exec_run(["readlink", link]).output.decode().strip())
box.remove(force=True)
