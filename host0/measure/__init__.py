"""Measure host mode against the others on a real host0: a CSV, and all that pages say and draw from it."""

MACROS = (
    *("about", "answer", "compare", "controls", "difference", "fades", "loopback", "measured", "median", "needed"),
    *("overview", "ranks", "verdict", "versus"),
)
"""What pages may call: methods of `host0.measure.say.Say`."""
