docker inspect --format '{{range $name, $net := .NetworkSettings.Networks}}{{$name}}: {{json $net.IPAddress}}{{end}}' web app
