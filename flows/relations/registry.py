"""Lists the relations between articles, in the order in which they are computed.

Pure. A relation is a query of `warehouse/sql` and a function of `tasks`; see `warehouse.relations.base`.
"""

from tasks.copies import find_repetition
from tasks.namesakes import NAMESAKE_THRESHOLDS, list_surnames, resolve_names
from tasks.quotes import link_pairs
from tasks.revisions import find_revisions
from tasks.stories import (
    CANDIDATE_LIMITS,
    IDF_DECAY,
    MATCHING_TIMES,
    STORY_SIMILARITY,
    cluster_articles,
    profile_articles,
)
from warehouse.model.relation_records import RevisedVersion
from warehouse.relations import (
    Copies,
    Namesakes,
    QuoteLinks,
    Relation,
    SearchRange,
    Stories,
    StoryProfiles,
    TableRelation,
)

RELATIONS: tuple[Relation, ...] = (
    Copies(compare_texts=find_repetition),
    Namesakes(  # behind the copies, which are no new evidence on a person
        resolve_names=resolve_names,
        list_surnames=list_surnames,
        persons_per_surname=NAMESAKE_THRESHOLDS.persons_per_surname,
    ),
    QuoteLinks(link_pairs=link_pairs),
    TableRelation(table="revision_parts", reads=RevisedVersion, compute_rows=find_revisions),
    StoryProfiles(profile_articles=profile_articles, half_life=IDF_DECAY.half_life, least_count=IDF_DECAY.least_count),
    Stories(  # behind the profiles that it reads
        cluster_articles=cluster_articles,
        search_range=SearchRange(
            days=STORY_SIMILARITY.window.days,
            articles_per_key=CANDIDATE_LIMITS.articles_per_key,
            matching_times=MATCHING_TIMES,
        ),
    ),
)
