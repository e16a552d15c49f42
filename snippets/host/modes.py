for mode in ["bridge", "none", "host"]:
    names = client.containers.run("busybox", "ls /sys/class/net", network_mode=mode, remove=True)
    print(f"{mode}:", *names.decode().split())
