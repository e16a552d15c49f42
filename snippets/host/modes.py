donor = client.containers.run("busybox", "sleep 600", name="donor", detach=True)
for mode in ["bridge", "none", "host", "container:donor"]:
    names = client.containers.run("busybox", "ls -x /sys/class/net", network_mode=mode, remove=True)
    print(f"{mode}: {names.decode().strip()}")
donor.remove(force=True)
