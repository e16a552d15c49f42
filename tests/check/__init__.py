"""Pages held against what was recorded: files alone."""
