pool = docker.types.IPAMPool(subnet="{host0.network}", gateway="{host0.gateway}", iprange="{web.ip}/31")
ipam = docker.types.IPAMConfig(pool_configs=[pool])
options = {"parent": "eth0"}
lan = client.networks.create("lan", driver="macvlan", options=options, ipam=ipam)
web = client.containers.run("busybox", site, name="web", network="lan", detach=True)
print(lan.id)
print(web.id)
