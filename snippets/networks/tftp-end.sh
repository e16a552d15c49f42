docker rm --force tftp
rm answer.sh
