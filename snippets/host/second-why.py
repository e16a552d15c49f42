print(nginx2.wait()["StatusCode"])
print(*[line for line in nginx2.logs().decode().splitlines() if "bind()" in line][:2], sep="\n")
