until [ -s /tmp/seen ]; do sleep 0.1; done
grep -oE 'IP .*Flags \[[^]]*\]' /tmp/seen | sed -E 's/\.[0-9]+ >/ >/; s/\.80:/ port 80:/'
rm /tmp/seen /tmp/watch
