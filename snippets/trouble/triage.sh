docker info --format '{{.ServerVersion}}, {{.OperatingSystem}}'
docker inspect --format '{{.HostConfig.NetworkMode}}, {{.State.Status}}' web
ss -Htulpn | awk '{print $1, $5, $7}'
ip -4 -brief address | awk '{print $1, $3}'
ufw status
pgrep -a firewalld || echo "firewalld: not running"
iptables -S INPUT
nft list tables
