nginx2 = client.containers.run("nginx", name="nginx2", network_mode="host", detach=True)
print(nginx2.id)
