"""Run every command of a page on a disposable host, and publish only what was seen to work."""
