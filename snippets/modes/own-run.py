app = client.networks.create("app", driver="bridge")
web = client.containers.run(
    "busybox", site, name="web", network="app", ports={"80/tcp": 8080}, detach=True
)
print(app.id)
print(web.id)
