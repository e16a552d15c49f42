for ns in net uts mnt pid ipc; do
    echo "$(readlink /proc/self/ns/$ns)  $(docker exec nginx readlink /proc/self/ns/$ns)"
done
