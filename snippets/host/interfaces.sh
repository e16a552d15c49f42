ip -brief address
