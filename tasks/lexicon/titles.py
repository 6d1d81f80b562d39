"""Words of ranks, offices and forms of address, and words that make a run of capitals an organisation or a law.

Files: `en/titles.txt` is read once. Lower case, without full stops.
"""

from tasks.lexicon.word_lists import word_list

RANKS = word_list("titles", "ranks")
HONORIFICS = word_list("titles", "honorifics")
OFFICES = word_list("titles", "offices")
_ONLY_CAPITAL = word_list("titles", "offices only with a capital")
LOWER_OFFICES = OFFICES - _ONLY_CAPITAL | {"official", "chief", "general"}
TITLES = RANKS | HONORIFICS | OFFICES
OFFICE_MODIFIERS = word_list("titles", "before offices")
RANK_WORDS = word_list("titles", "rank words")
PORTFOLIOS = word_list("titles", "portfolios")
LINKS = frozenset(("of", "for", "to", "the", "and", "in", "on", "at", "&"))
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "junior", "senior"))

ORG_HEADS = word_list("titles", "org heads")
OF_HEADS = word_list("titles", "of heads")
JOINING_HEADS = word_list("titles", "joining heads")
LAW_HEADS = word_list("titles", "law heads")
EVENT_HEADS = word_list("titles", "event heads")
PLACE_HEADS = word_list("titles", "place heads")
OUTLET_WORDS = word_list("titles", "outlet words")
PLAIN = word_list("titles", "plain words")
