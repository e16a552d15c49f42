from urllib.request import urlopen

with urlopen("http://{host0.ip}") as answer:
    page = answer.read().decode()
print(answer.status, *[line for line in page.splitlines() if "title" in line])
