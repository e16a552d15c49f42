docker network inspect --format '{{range .Containers}}{{.Name}} {{json .IPv4Address}}{{end}}' host
docker network inspect --format '{{json .IPAM.Config}}' host
