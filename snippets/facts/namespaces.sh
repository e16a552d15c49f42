for ns in mnt pid ipc uts; do
    echo "$(readlink /proc/self/ns/$ns)  $(docker exec web readlink /proc/self/ns/$ns)"
done
