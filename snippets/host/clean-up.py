for name in ["nginx", "nginx2", "web", "web2"]:
    client.containers.get(name).remove(force=True)
print(client.containers.list(all=True))
