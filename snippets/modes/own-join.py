guest = client.containers.run("busybox", "sleep 600", name="guest", detach=True)
print(guest.id)
print(guest.exec_run("ping -c 1 -W 1 -q 172.18.0.2").output.decode().splitlines()[-1])
app.connect(guest)
print(guest.exec_run("wget -qO- web").output.decode(), end="")
app.disconnect(guest)
for line in guest.exec_run("ip -4 -o address").output.decode().splitlines():
    print(*line.split()[1:4:2])
