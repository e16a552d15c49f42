print(client.containers.list(all=True))
