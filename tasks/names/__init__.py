"""Normalizes names, gives their blocking keys, and decides whether two name the same."""

from tasks.names.compare import analyze_name, compare_names
from tasks.names.normalize import map_full_organizations, map_full_person_names, normalize_name
from tasks.names.transliterate import romanize
from tasks.names.verdict import MatchDecision, explain_evidence

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
