"""Whether what a page says is held by what was recorded. Files alone: no Docker."""
