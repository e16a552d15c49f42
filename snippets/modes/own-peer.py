page = client.containers.run("busybox", "wget -qO- web", network="app", remove=True)
print(page.decode(), end="")
web.remove(force=True)
app.remove()
