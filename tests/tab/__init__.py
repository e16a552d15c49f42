"""host0 in the reader's tab: the real machine, from the built site, in a real browser."""
