"""Pure. What happens to people, in classes, and the words that tie it to a number. English; the tables are ours."""

from __future__ import annotations

from tasks.lexicon.words import word_set

# One class whatever the words. `active` before the number (killed 12), `after` behind it (12 were killed, 12 dead),
# `alone` behind it without a verb, whatever follows (12 people died in), `events` in place of the people (12 deaths),
# `of` before (the deaths of 12 people).
_CLASSES = {
    "killed": {
        "active": "kill kills killed killing murder murders murdered murdering slay slays slew slaying massacred "
        "executed executing executes",
        "after": "killed slain murdered massacred martyred executed dead",
        "alone": "died die dies dead perished drowned",
        "events": "deaths fatalities killings murders dead",
        "of": "death deaths killing killings murder murders massacre execution",
    },
    "injured": {
        "active": "injure injures injured injuring wound wounds wounded wounding hurt hurts hurting",
        "after": "injured wounded hurt",
        "alone": "",
        "events": "injuries",
        "of": "wounding injuring",
    },
    "missing": {
        "active": "",
        "after": "missing unaccounted",
        "alone": "missing unaccounted disappeared vanished",
        "events": "disappearances",
        "of": "disappearance disappearances",
    },
    "arrested": {
        "active": "arrest arrests arrested arresting detain detains detained detaining",
        "after": "arrested detained",
        "alone": "",
        "events": "arrests detentions",
        "of": "arrest arrests detention",
    },
    "displaced": {
        "active": "displace displaces displaced displacing evacuate evacuates evacuated evacuating",
        "after": "displaced evacuated homeless",
        "alone": "fled homeless",
        "events": "evacuations evacuees",
        "of": "displacement evacuation",
    },
    "rescued": {
        "active": "rescue rescues rescued rescuing",
        "after": "rescued",
        "alone": "",
        "events": "",
        "of": "rescue",
    },
    "abducted": {
        "active": "abduct abducts abducted abducting kidnap kidnaps kidnapped kidnapping",
        "after": "abducted kidnapped",
        "alone": "",
        "events": "abductions kidnappings",
        "of": "abduction kidnapping",
    },
    "hospitalised": {
        "active": "hospitalised hospitalized",
        "after": "hospitalised hospitalized",
        "alone": "",
        "events": "hospitalisations hospitalizations",
        "of": "",
    },
}  # fmt: skip


def _classes(place: str) -> dict[str, str]:
    return {word: name for name, words in _CLASSES.items() for word in words[place].split()}


ACTIVE, AFTER, ALONE, EVENTS, CLASS_OF = map(_classes, ("active", "after", "alone", "events", "of"))

# The words of a class wherever they stand: "the number of people killed rose to 31".
ANY_CLASS = {**CLASS_OF, **EVENTS, **AFTER}
# Who counts as people when something happens to them; and one of them is many of them.
ANYONE = word_set("people persons person others other individuals victims lives souls human humans")
BE = word_set("is are was were be been being get gets got getting remain remains remained 's 're")
# Between those counted and what happened to them.
CHAIN = (
    BE
    | word_set("has have had also still later already now then so far since reported confirmed reportedly officially")
    | word_set("listed declared pronounced known found left among who either seriously critically badly both all")
    | word_set("to more others worldwide nationwide overall shot stabbed beaten there")
)  # fmt: skip
BELIEVED = word_set("feared fear fears believed presumed thought")
PLACES = word_set("in on at from of aboard inside near outside across around with among along within under")
LEVELS = word_set(
    """
    to at of reached reaches reach reaching hit hits passed passes exceeded exceeds topped tops surpassed surpasses is
    was now past
    """
)
LEVEL_VERBS = word_set(
    """
    rose rise rises risen rising climbed climbs climb climbing jumped jumps stands stood stand standing increased
    increases grew grows grown soared soars swelled put puts bringing brings brought bring raising raises raised
    revised up reached reaches reach reaching hit hits passed passes exceeded exceeds topped tops surpassed surpasses
    is was taking takes took pushing pushed pushes mounts mounted remains remained now total totalled totaled
    estimated fell falls fallen dropped drops lowered
    """
)
