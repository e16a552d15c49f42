"""A page's track on a lab: what it prints is compared with what was recorded, or recorded."""
