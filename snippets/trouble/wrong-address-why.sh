ip -4 -brief address | awk '{print $1, $3}'
