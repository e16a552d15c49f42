"""Benchmarks and what guards them; the measurement that a page shows."""
