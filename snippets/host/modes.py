for mode in ["bridge", "none", "host"]:
    box = client.containers.run("busybox", "sleep 600", network_mode=mode, detach=True)
    print(f"{mode}:", *box.exec_run("ls /sys/class/net").output.decode().split())
    box.remove(force=True)
