grep -m 1 -o 'The legacy builder is deprecated\|^Step 1.*' log
