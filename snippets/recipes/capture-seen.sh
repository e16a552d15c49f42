until docker logs capture 2>/dev/null | grep UDP; do sleep 0.1; done
