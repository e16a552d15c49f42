guest.remove(force=True)
web.remove(force=True)
print(client.containers.list(all=True))
