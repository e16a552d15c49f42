# step: on=client0
curl -sv --max-time 9 {host0.ip} 2>&1 | grep -oE 'Connection (refused|timed out)|<title>.*'
