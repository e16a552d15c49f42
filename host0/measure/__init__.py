"""Measure host mode against the others on a real host0: a CSV, and all that pages say and draw from it."""
