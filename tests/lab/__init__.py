"""Labs on a real Engine."""
