web = client.containers.run("nginx", name="web", ports={"80/tcp": 8080}, detach=True)
web.reload()
print(web.id)
print(web.attrs["NetworkSettings"]["Networks"]["bridge"]["IPAddress"])
