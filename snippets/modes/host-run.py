try:
    client.containers.run("busybox", site, network_mode="host", ports={"80/tcp": 8080})
except docker.errors.InvalidArgument as error:
    print(error)
web = client.containers.run("busybox", site, name="web", network_mode="host", detach=True)
print(web.id)
