"""Groups articles into stories: term profiles, candidates, clusters, events."""

from tasks.stories.candidates import CANDIDATE_LIMITS, MATCHING_TIMES
from tasks.stories.clustering import cluster_articles, profile_articles
from tasks.stories.idf import IDF_DECAY
from tasks.stories.similarity import STORY_SIMILARITY

__all__ = [
    "CANDIDATE_LIMITS",
    "IDF_DECAY",
    "MATCHING_TIMES",
    "STORY_SIMILARITY",
    "cluster_articles",
    "profile_articles",
]
