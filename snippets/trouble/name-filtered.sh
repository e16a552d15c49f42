# step: on=client0
curl -sv --max-time 2 172.18.0.2 2>&1 | grep -oE 'Connection timed out|<title>.*'
curl -sv --max-time 2 --interface eth0 127.0.0.1:8080 2>&1 | grep -oE 'Connection timed out|<title>.*'
