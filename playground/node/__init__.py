"""host0 in Node: what boots the machine, runs the article on it, and lets tests run the pages there."""
