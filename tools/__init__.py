"""Programs that `make` calls."""
