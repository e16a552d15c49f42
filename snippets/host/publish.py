try:
    client.containers.run("nginx", name="nginx2", network_mode="host", ports={"80/tcp": 8080}, detach=True)
except docker.errors.InvalidArgument as error:
    print(error)
nginx2 = client.containers.run("nginx", name="nginx2", network_mode="host", detach=True)
print(nginx2.id)
