import docker

client = docker.from_env()
nginx = client.containers.run("nginx", name="nginx", network_mode="host", detach=True)
print(nginx.id)
