"""`make drift`: small changes of the project's files, one at a time, and how many of them the checks of files find."""
