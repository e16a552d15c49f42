import socket

print(sorted(name for _, name in socket.if_nameindex()))
