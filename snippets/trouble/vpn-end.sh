docker rm --force vpn
