guest = client.containers.run("busybox", "sleep 600", name="guest", detach=True)
print(guest.id)
if guest.exec_run("wget -T 1 -qO- 172.18.0.2").exit_code:
    print("from bridge: no answer")
app.connect(guest)
print("after connect:", guest.exec_run("wget -qO- web").output.decode(), end="")
app.disconnect(guest)
for line in guest.exec_run("ip -4 -o address").output.decode().splitlines():
    print(*line.split()[1:4:2])
