until docker logs web 2>/dev/null | cut -d' ' -f1 | grep -m 1 :; do sleep 0.1; done
until docker logs published 2>/dev/null | cut -d' ' -f1 | grep -m 1 -v {client0.ip}; do sleep 0.1; done
