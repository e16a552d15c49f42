# step: exit=1
client.containers.run("nginx", name="nginx", network_mode="host", ports={"80/tcp": 80}, detach=True)
