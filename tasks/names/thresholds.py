"""Thresholds and weights of the comparison of names.

Pure.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NameThresholds:
    """Scores, caps and costs of the comparison of two persons' names; all scores are from 0 to 1.

    `same_from` and `undecided_from` were chosen on one half of public pairs of names, false matches first, and checked
    on the other (`docs/adr/0026-compare-names-by-parts.md`); the edit costs follow the habits of romanization.
    """

    # The decision on a score: the same name, undecided, or not the same.
    same_from: float = 0.80
    undecided_from: float = 0.50
    # Similarity of two parts, by the evidence; `close_spelling` is the most that an edit distance gives.
    same_spelling: float = 1.0
    same_name: float = 0.97
    same_sound: float = 0.96
    close_spelling: float = 0.95
    short_form: float = 0.9
    without_vowels: float = 0.89
    initial: float = 0.75
    # Parts less similar than this are not aligned: their similarity counts as 0.
    min_similarity: float = 0.6
    # Plain edit similarity, and share of letters in common, below which the weighted distance is not computed: hardly
    # any two such words reach `min_similarity`, and most pairs end here, at C speed.
    prefilter: float = 0.45
    # Edit costs. The first sound is seldom misheard; a whole syllable more makes another name.
    substitution: float = 1.0
    transposition: float = 0.9
    extra_syllable: float = 0.5
    first_sound: float = 1.3
    # Two parts may be joined into one word from here on; a match below `settled_from` may be half of such a word.
    joined_from: float = 0.9
    settled_from: float = 0.9
    # Caps on the score, however similar the aligned parts are. Each name has a part that the other lacks: siblings.
    different_cap: float = 0.3
    generation_cap: float = 0.1
    father_cap: float = 0.2
    single_part_cap: float = 0.55
    doubtful_cap: float = 0.7
    no_shared_key_cap: float = 0.4  # hardly one pair of similar names in a thousand shares no key but the family name's
    # An aligned part less similar than this makes the match doubtful; the second counts where the order differs, or
    # every syllable is a part.
    doubtful_below: float = 0.6
    doubtful_below_strict: float = 0.8
    # Weight of aligned parts that two names must have in common; more if the family name may be what is missing.
    enough_weight: float = 1.35
    enough_weight_without_last: float = 1.5
    # Weight of a part: how seldom two people share it by chance. Judged by eye: no list counts the names of the world.
    initial_weight: float = 0.2
    omitted_name_weight: float = 0.3
    common_name_weight: float = 0.7
    base_weight: float = 0.4  # of another word with one sound, up to 1
    sound_weight: float = 0.15  # of each further sound
    # How fast the score falls with dissimilarity, and with each part missing.
    dissimilarity_factor: float = 1.25
    missing_part: float = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationThresholds:
    """Scores of the comparison of other names, set by hand; the decision on a score is that of `NameThresholds`."""

    min_word_similarity: float = 0.82
    subset: float = 0.6
    different: float = 0.2
    demonym: float = 0.6
    # Two letters stand for too many things; three and more are an established abbreviation.
    acronym: float = 0.9
    short_acronym: float = 0.7


NAME_THRESHOLDS = NameThresholds()
ORGANIZATION_THRESHOLDS = OrganizationThresholds()
