client.swarm.init(advertise_addr="{host0.ip}")
span = client.networks.create("span", driver="overlay", attachable=True)
while not span.attrs["IPAM"]["Config"]:
    span.reload()
print(span.attrs["IPAM"]["Config"][0]["Subnet"])
web = client.containers.run("busybox", site, name="web", network="span", detach=True)
print(*web.exec_run("ls /sys/class/net").output.decode().split())
for network in sorted(client.networks.list(), key=lambda n: n.name):
    print(network.name, network.attrs["Driver"], network.attrs["Scope"])
