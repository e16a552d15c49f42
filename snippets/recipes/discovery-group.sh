ip maddress show dev eth0 | grep 239
