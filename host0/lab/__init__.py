"""A disposable host0 on a real Docker Engine. The only room that knows Docker."""
