donor = client.containers.run("busybox", "sleep 600", name="donor", detach=True)
guest = client.containers.run("busybox", "sleep 600", network_mode="container:donor", detach=True)
for box in [donor, guest]:
    print(box.exec_run("hostname -i").output.decode().strip())
link = "readlink /proc/self/ns/net"
print("same namespace:", donor.exec_run(link).output == guest.exec_run(link).output)
guest.remove(force=True)
donor.remove(force=True)
