web = client.containers.run(
    "busybox", site, name="web", network_mode="none", ports={"80/tcp": 8080}, detach=True
)
print(web.id)
