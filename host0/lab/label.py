"""The labels of what we create in the contributor's Docker: nothing else there is ever removed."""

LABEL = "host0.lab"
"""What it is: a lab, an image, or the base of one."""

RUN_LABEL = "host0.run"
"""The run of ours that a container belongs to."""
