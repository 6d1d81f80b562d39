"""How often Python looks for garbage. Process-wide; for the start of our own processes."""

from __future__ import annotations

import gc

# New containers before Python looks for cycles (its own default is 700). Importing makes hundreds of thousands that
# stay: looking at them again and again is a sixth of the import of Prefect's server and a quarter of ours (measured).
SELDOM = (50_000, 20, 50)


def collect_seldom() -> None:
    """Look for garbage less often, for as long as this process lives."""
    gc.set_threshold(*SELDOM)
