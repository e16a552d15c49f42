ip route get {client0.ip} | grep -o 'dev [^ ]*'
ip route del {client0.ip}/32
