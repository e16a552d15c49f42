web = client.containers.run(
    "busybox", site, name="web", network_mode="container:donor", detach=True
)
print(web.id)
