nft add rule inet filter input tcp dport 8080 accept
nft add rule inet filter input udp dport 10000-10099 accept
