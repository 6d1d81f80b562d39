"""The languages that have rules. Pure.

A language is a folder of word lists `tasks/lexicon/xx/`, a module of rules beside this one, and a line here.
"""

from tasks.languages.english import ENGLISH
from tasks.languages.rules import LanguageRules

LANGUAGE_RULES: dict[str, LanguageRules] = {rules.code: rules for rules in (ENGLISH,)}


def rules_of(language: str) -> LanguageRules:
    """The rules of a language (ISO 639-1); of one that has none, those that find mentions and nothing else."""
    return LANGUAGE_RULES.get(language) or LanguageRules(code=language)
