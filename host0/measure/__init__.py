"""Measure host mode against the others on a real host0, and say what came of it: a CSV, and all that pages show of it."""
