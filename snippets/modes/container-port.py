donor = client.containers.run(
    "busybox", "sleep 600", name="donor", ports={"80/tcp": 8080}, detach=True
)
print(donor.id)
joined = {"network_mode": "container:donor", "ports": {"80/tcp": 8080}}
try:
    client.containers.run("busybox", site, **joined)
except docker.errors.APIError as error:
    print(error.status_code, error.explanation)
