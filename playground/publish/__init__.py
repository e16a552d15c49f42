"""What packs the machine into static files, and tells what Debian has changed."""
