docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}}'
