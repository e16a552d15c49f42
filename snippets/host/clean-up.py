for name in ["nginx", "nginx2", "web"]:
    client.containers.get(name).remove(force=True)
print(client.containers.list(all=True))
