"""Tells a full disk from other errors of the system.

Pure.
"""

import errno

_FULL_DISK = frozenset((errno.ENOSPC, errno.EDQUOT))
# DuckDB passes on the system's words and not its number.
_FULL_DISK_WORDS = "no space left on device"


def is_full_disk(error: Exception) -> bool:
    """Whether an error says that the disk, or the user's share of it, is full: space may become free."""
    return (isinstance(error, OSError) and error.errno in _FULL_DISK) or _FULL_DISK_WORDS in str(error).lower()
