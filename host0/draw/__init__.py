"""Pictures of what was recorded: host0's state, a packet's path, the card of a link. Pure: data in, SVG or PNG out."""
