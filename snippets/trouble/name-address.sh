docker network inspect --format '{{range .IPAM.Config}}{{.Subnet}}{{end}}' app
docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' db
