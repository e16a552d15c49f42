"""What measures the machine in a browser."""
