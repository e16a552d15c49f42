"""`python -m host0.image 26.1` builds an image."""

from host0.image import main

main()
