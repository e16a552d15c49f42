# step: on=client0
curl -s --retry 5 --retry-connrefused {web.ip}
