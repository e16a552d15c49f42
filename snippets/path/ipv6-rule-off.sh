ip6tables -D INPUT -p tcp --dport 8080 -j REJECT
