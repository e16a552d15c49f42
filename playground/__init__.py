"""The machine in the reader's tab: what builds, packs, tests and measures it."""
