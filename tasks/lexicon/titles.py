"""Pure. Words of ranks, offices and forms of address, and words that make a run of capitals an organisation or a law.

Written from general knowledge of English news; lower case, without full stops.
"""

from __future__ import annotations

from tasks.lexicon.word_lists import word_list

RANKS = word_list("titles", "ranks")
HONORIFICS = word_list("titles", "honorifics")
OFFICES = word_list("titles", "offices")
# Offices that are ordinary first words of organisations or names too: only with a capital do they announce a person.
_ONLY_CAPITAL = word_list("titles", "offices only with a capital")
LOWER_OFFICES = OFFICES - _ONLY_CAPITAL | {"official", "chief", "general"}
TITLES = RANKS | HONORIFICS | OFFICES
# What may stand before an office: "Deputy Prime Minister", "acting defence minister", "military chief".
OFFICE_MODIFIERS = word_list("titles", "before offices")
# Before a rank they are part of it: "Wing Commander", "Air Vice Marshal".
RANK_WORDS = word_list("titles", "rank words")
# What offices are of: "Minister of Agriculture", "Secretary of State". The name begins behind them.
PORTFOLIOS = word_list("titles", "portfolios")
LINKS = frozenset(("of", "for", "to", "the", "and", "in", "on", "at", "&"))
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "junior", "senior"))

ORG_HEADS = word_list("titles", "org heads")
# Heads that take a name behind "of", "for" or "on" even when nothing stands before them.
OF_HEADS = word_list("titles", "of heads")
# Heads behind whose "of" two things may be joined: "Ministry of Culture and Tourism", not "Party of X and Y".
JOINING_HEADS = word_list("titles", "joining heads")
LAW_HEADS = word_list("titles", "law heads")
EVENT_HEADS = word_list("titles", "event heads")
PLACE_HEADS = word_list("titles", "place heads")
OUTLET_WORDS = word_list("titles", "outlet words")
# Words that begin sentences and names of days: never part of the name of a person or an organisation.
PLAIN = word_list("titles", "plain words")
