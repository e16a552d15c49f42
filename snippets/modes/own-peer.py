print(client.containers.run("busybox", "wget -qO- web", network="app", remove=True).decode(), end="")
web.remove(force=True)
app.remove()
