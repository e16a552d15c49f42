ip6tables -I INPUT -p tcp --dport 8080 -j REJECT
