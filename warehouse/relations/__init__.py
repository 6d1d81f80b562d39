"""Keeps the relations between articles up to date: copies, namesakes, quotes, revisions, stories."""

from warehouse.relations.base import Relation, TableRelation, forget, relate, waits
from warehouse.relations.copies import Copies
from warehouse.relations.namesakes import Namesakes
from warehouse.relations.quote_links import QuoteLinks
from warehouse.relations.stories import SearchRange, Stories
from warehouse.relations.story_profiles import StoryProfiles

__all__ = [
    "Copies",
    "Namesakes",
    "QuoteLinks",
    "Relation",
    "SearchRange",
    "Stories",
    "StoryProfiles",
    "TableRelation",
    "forget",
    "relate",
    "waits",
]
