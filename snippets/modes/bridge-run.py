web = client.containers.run(
    "busybox", site, name="web", network_mode="bridge", ports={"80/tcp": 8080}, detach=True
)
print(web.id)
