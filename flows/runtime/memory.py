"""Makes Python's garbage collection rare in our own processes. Processes: changes the one it is in."""

import gc

# New containers before Python looks for cycles (its own default is 700). Importing makes hundreds of thousands that
# stay: scanning them again and again is a sixth of the import of Prefect's server and a quarter of ours (measured).
_THRESHOLDS = (50_000, 20, 50)


def collect_seldom() -> None:
    """Collect garbage less often, for as long as this process lives."""
    gc.set_threshold(*_THRESHOLDS)
