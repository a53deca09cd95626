"""The command `cleanarticle`, and `python -m cleanarticle`."""

import sys


def run() -> None:
    """Start the command line; a Ctrl-C while it is still being imported ends as quietly as one later on."""
    try:
        from .cli import main
    except KeyboardInterrupt:
        sys.exit(130)
    main()


if __name__ == "__main__":
    run()
