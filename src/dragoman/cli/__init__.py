"""The command line. ``main`` is the entry point; each module holds one group of commands."""

import os
import sys

from dragoman.cli.app import app
from dragoman.errors import DragomanError


def main() -> None:
    """Runs the command line. A fault that the user can mend is one line on standard error and exit code 2."""
    try:
        app()
    except DragomanError as fault:
        print(f"dragoman: {fault}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as fault:
        if os.environ.get("DRAGOMAN_DEBUG"):
            raise
        print(f"dragoman: unexpected fault: {type(fault).__name__}: {fault}", file=sys.stderr)
        print("Please report it with the output of the same command under DRAGOMAN_DEBUG=1.", file=sys.stderr)
        sys.exit(70)


__all__ = ["app", "main"]
