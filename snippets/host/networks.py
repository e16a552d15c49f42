for network in sorted(client.networks.list(), key=lambda n: n.name):
    print(network.name, network.attrs["Driver"], network.attrs["Scope"])
