"""The command line: parse, call, show."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run ``purport``. Exits with 0, with 1 where something could not be read or done, with 2 for wrong usage."""
    try:
        from purport.cli.app import app

        app()
    except KeyboardInterrupt:
        sys.exit(130)
