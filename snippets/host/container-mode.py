donor = client.containers.run("busybox", "sleep 600", name="donor", detach=True)
print(donor.exec_run("hostname -i").output.decode(), end="")
print(client.containers.run("busybox", "hostname -i", network_mode="container:donor", remove=True).decode(), end="")
donor.remove(force=True)
