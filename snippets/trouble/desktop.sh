docker version | grep 'Docker Desktop' || echo "not Docker Desktop"
