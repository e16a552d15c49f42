"""The one kind of error that a person is meant to read."""


class Problem(Exception):
    """Something that the contributor can act on: what is wrong, where, and what to do. Shown without a traceback."""
