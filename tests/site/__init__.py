"""The built site, in a real browser where it matters."""
