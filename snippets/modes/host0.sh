hostname
ip -4 -o address | awk '{print $2, $4}'
ip route show default
grep ^nameserver /etc/resolv.conf
site='mkdir www; cd www; hostname >index.html; exec httpd -fvp 80'
