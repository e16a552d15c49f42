docker run --rm nginx curl -s --max-time 3 {host0.ip} | grep title
