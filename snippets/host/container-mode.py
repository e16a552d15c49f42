donor = client.containers.run("busybox", "sleep 600", name="donor", detach=True)
show = ["sh", "-c", "hostname -i; readlink /proc/self/ns/net"]
print(donor.exec_run(show).output.decode(), end="")
print(client.containers.run("busybox", show, network_mode="container:donor", remove=True).decode(), end="")
donor.remove(force=True)
