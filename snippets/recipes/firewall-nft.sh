ufw delete allow 8080/tcp
ufw delete allow 10000:10099/udp
ufw disable && ip6tables -F && ip6tables -X
iptables-restore rules4 && ip6tables-restore rules6
nft -f - <<'NFT'
table inet filter {
    chain input {
        type filter hook input priority filter; policy drop;
        iif lo accept
        ct state established,related accept
    }
}
NFT
