"""Says where the child processes of a command import their modules from. Environment."""

import os
import sys
from pathlib import Path

_PACKAGES = str(Path(__file__).resolve().parents[2])


def use_safe_paths() -> None:
    """Makes every child process import what this process imports, and nothing from its current directory.

    Python puts the current directory first where it runs a module (`-m`) or a string (`-c`), as the server, the
    workers and scheduled runs are started: a user's `flows/` or `tasks.py` there would be imported in place of ours.
    """
    os.environ["PYTHONSAFEPATH"] = "1"
    # The first place is the script's, or the current directory; a child has the others by itself.
    inherited = sys.path if sys.flags.safe_path else sys.path[1:]
    if _PACKAGES not in inherited:
        paths = [_PACKAGES, *filter(None, [os.environ.get("PYTHONPATH")])]
        os.environ["PYTHONPATH"] = os.pathsep.join(paths)
