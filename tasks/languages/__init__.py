"""Holds the rules of each language: what is read in a text beyond the names that a model finds."""

from tasks.languages.registry import rules_of
from tasks.languages.rules import LanguageRules

__all__ = ["LanguageRules", "rules_of"]
