"""Normalizes names, gives their blocking keys, and decides whether two name the same."""

from tasks.names.compare import MatchDecision, analyze_name, compare_names, explain_evidence
from tasks.names.normalize import map_full_organizations, map_full_person_names, normalize_name
from tasks.names.transliterate import romanize

__all__ = [
    "MatchDecision",
    "analyze_name",
    "compare_names",
    "explain_evidence",
    "map_full_organizations",
    "map_full_person_names",
    "normalize_name",
    "romanize",
]
