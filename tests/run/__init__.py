"""Whole runs: pages and tools on labs, real ones or, where the lab does not matter, fake ones."""
