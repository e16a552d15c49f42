docker run --rm nginx curl -s --max-time 9 {host0.ip} | grep title
