docker exec web grep -w "$(hostname)" /etc/hosts || echo "no line for $(hostname)"
