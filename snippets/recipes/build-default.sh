docker build --force-rm --tag=app . 2>&1 | grep -o 'wget: can.*'
