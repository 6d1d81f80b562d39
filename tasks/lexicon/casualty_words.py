"""Casualties by class, and the words that tie them to a number; see `en/casualties.txt`.

Files: read once.
"""

from tasks.lexicon.word_lists import word_list, word_values

# Word → class, by where the word stands: killed 12; 12 were killed, 12 dead; 12 people died in; 12 deaths; the deaths
# of 12 people.
BEFORE_NUMBER = word_values("casualties", "before the number")
BEHIND_NUMBER = word_values("casualties", "behind the number")
WITHOUT_VERB = word_values("casualties", "without a verb")
EVENTS = word_values("casualties", "events")
BEFORE_OF = word_values("casualties", "before of")

# The words of a class wherever they stand: "the number of people killed rose to 31".
CASUALTY_WORDS = {**BEFORE_OF, **EVENTS, **BEHIND_NUMBER}
ANYONE = word_list("casualties", "anyone")
PASSIVE_VERBS = word_list("casualties", "be")
LINK_WORDS = PASSIVE_VERBS | word_list("casualties", "chain")
BELIEVED = word_list("casualties", "believed")
PLACE_PREPOSITIONS = word_list("casualties", "places")
LEVELS = word_list("casualties", "levels")
LEVEL_VERBS = word_list("casualties", "level verbs")
