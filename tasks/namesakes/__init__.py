"""Names and persons: matches names, disambiguates namesakes. See `docs/architecture.md`."""

from tasks.namesakes.disambiguate import NAMESAKE_THRESHOLDS, list_surnames, resolve_names
from tasks.namesakes.name_matching import locate_places, match_names

__all__ = ["NAMESAKE_THRESHOLDS", "list_surnames", "locate_places", "match_names", "resolve_names"]
