web = client.containers.run(
    "busybox", site, name="web", network_mode="container:donor", working_dir="/www", detach=True
)
print(web.id)
