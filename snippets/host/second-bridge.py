try:
    client.containers.run("nginx", name="web2", ports={"80/tcp": 8080}, detach=True)
except docker.errors.APIError as error:
    print(error.status_code, "port is already allocated" in error.explanation)
