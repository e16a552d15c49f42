for name in one two; do
    docker run --name=$name --network=host -d alpine/socat TCP-LISTEN:8081,reuseaddr,reuseport,fork SYSTEM:"echo $name"
done
until [ "$(ss -Hltn 'sport = :8081' | wc -l)" = 2 ]; do sleep 0.1; done
ss -Hltn 'sport = :8081' | awk '{print $4}'
echo "answers from:" $(for n in $(seq 40); do socat -t 1 - TCP:127.0.0.1:8081 </dev/null; done | sort -u)
docker rm --force one two
