"""`python -m cleanarticle`."""

from .cli import main

main()
