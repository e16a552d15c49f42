docker run --name=nginx2 --net=host -d nginx
echo "exit status: $?"
