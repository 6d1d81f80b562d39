"""Pure. The words of figures: numbers, units, nouns, and what makes a number none. English; the tables are ours."""

from __future__ import annotations

from tasks.lexicon.casualty_words import BELIEVED
from tasks.lexicon.words import word_set
from warehouse.model.vocabulary import Modifier

_UP_TO_19 = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
SMALL = {word: number for number, word in enumerate(_UP_TO_19.split(), 1)}
_FROM_20 = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: number * 10 for number, word in enumerate(_FROM_20.split(), 2)}
BIG = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5, "crore": 10**7}
# Directly behind digits; "m" and "b" only where money is meant, or many of something.
SHORT = {"k": 10**3, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12, "m": 10**6, "b": 10**9}
# How many is not said: kept without a value.
VAGUE = frozenset(("dozens", "hundreds", "thousands", "millions", "billions", "tens", "scores"))
VAGUE_BEFORE = frozenset(("several", "few", "many"))
MODIFIERS = {
    tuple(words.split()): modifier
    for modifier, said in {
        Modifier.AT_LEAST: "at least,more than,over,above,no fewer than,no less than,not less than,not fewer than,"
        "a minimum of,upwards of,in excess of,exceeding,well over,just over,slightly more than,at the least",
        Modifier.AT_MOST: "at most,up to,as many as,as much as,no more than,not more than,fewer than,less than,under,"
        "below,a maximum of,just under",
        Modifier.ABOUT: "about,around,roughly,approximately,some,nearly,almost,close to,an estimated,estimated,"
        "estimates of,circa,near,~",
    }.items()
    for words in said.split(",")
}
LONGEST_MODIFIER = max(map(len, MODIFIERS))
AFTERWARDS = {
    ("or", "more"): Modifier.AT_LEAST,
    ("+",): Modifier.AT_LEAST,
    ("or", "so"): Modifier.ABOUT,
    ("or", "fewer"): Modifier.AT_MOST,
    ("or", "less"): Modifier.AT_MOST,
}
CURRENCY_SIGNS = {"$": "$", "€": "€", "£": "£", "¥": "¥", "₹": "₹", "₪": "₪", "₽": "₽", "₺": "₺"}
# Before a dollar sign: other dollars than those of the United States.
DOLLARS = {"us": "$", "a": "A$", "au": "A$", "c": "C$", "ca": "C$", "nz": "NZ$", "hk": "HK$", "s": "S$"}
CURRENCY_BEFORE = {"usd": "$", "eur": "€", "gbp": "£", "rs": "₹", "inr": "₹"}
CURRENCY_AFTER = {
    "dollar": "$", "dollars": "$", "usd": "$", "euro": "€", "euros": "€", "eur": "€", "gbp": "£", "dlrs": "$",
    "yuan": "yuan", "yen": "¥", "rupees": "₹", "rubles": "₽", "roubles": "₽", "lira": "lira",
    "liras": "lira", "shekels": "₪", "pesos": "pesos", "dinars": "dinars", "dirhams": "dirhams", "riyals": "riyals",
    "rials": "rials", "rand": "rand",
    "francs": "francs", "kronor": "kronor", "naira": "naira", "shillings": "shillings", "baht": "baht",
}  # fmt: skip
_MEASURES = {
    "km": "km kms kilometer kilometers kilometre kilometres",
    "m": "meter meters metre metres",
    "cm": "cm centimeter centimeters centimetre centimetres",
    "mm": "mm millimeter millimeters millimetre millimetres",
    "ft": "foot feet ft",
    "in": "inch inches",
    "miles": "mile miles",
    "km/h": "kph kmh",
    "mph": "mph",
    "kg": "kg kgs kilo kilos kilogram kilograms",
    "g": "gram grams",
    "lb": "lb lbs",
    "oz": "ounce ounces oz",
    "tonnes": "tonne tonnes",
    "tons": "ton tons",
    "litres": "litre litres liter liters",
    "gallons": "gallon gallons",
    "barrels": "barrel barrels",
    "barrels a day": "bpd",
    "hectares": "hectare hectares",
    "acres": "acre acres",
    "degrees": "degree degrees",
    "MW": "mw megawatt megawatts",
    "GW": "gw gigawatt gigawatts",
    "magnitude": "magnitude",
}
MEASURES = {word: unit for unit, words in _MEASURES.items() for word in words.split()}
AREAS = {"km": "km²", "m": "m²", "miles": "square miles", "ft": "square feet"}
SPEEDS = {"km": "km/h", "miles": "mph"}
SINGULAR = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "boy": "boys", "girl": "girls",
    "soldier": "soldiers", "civilian": "civilians", "policeman": "policemen", "officer": "officers", "other": "others",
    "student": "students", "worker": "workers", "militant": "militants", "passenger": "passengers",
    "fighter": "fighters",
    "journalist": "journalists", "protester": "protesters", "suspect": "suspects", "victim": "victims",
    "death": "deaths", "fatality": "fatalities", "teenager": "teenagers", "pilot": "pilots", "driver": "drivers",
    "arrest": "arrests", "injury": "injuries",
}  # fmt: skip
# Plurals without an s.
PLURALS = word_set(
    """
    people men women children police policemen policewomen firemen fishermen businessmen servicemen troops personnel
    staff crew cattle sheep aircraft seamen lawmen gunmen media workmen congressmen clergymen spacecraft
    """
)
# What else they are called, so that outlets can be compared.
SAME = {
    "persons": "people", "homes": "houses", "kids": "children", "policemen": "police", "schoolchildren": "children",
    "serviceman": "soldiers", "servicemen": "soldiers", "migrants": "migrants", "airplanes": "aircraft",
    "planes": "aircraft", "labourers": "workers", "laborers": "workers", "youths": "youths", "individuals": "people",
    "automobiles": "cars",
}  # fmt: skip
# In front of the noun that counts: "12 police officers", "three sports halls".
ATTRIBUTES = word_set("police sports security arms news women men human children crew staff aircraft")
# Nouns that make a number no figure: times, parts, what sport counts, and words that mean nothing by themselves.
NO_FIGURE = word_set(
    """
    second seconds minute minutes hour hours day days night nights week weeks weekend weekends fortnight month months
    year years decade decades century centuries season seasons quarter quarters half halves third thirds fourths
    fifths tenths times fold am pm gmt utc est edt bst cet o'clock ago st nd rd th s points goals runs wickets yards
    rebounds assists touchdowns innings overs laps rounds sets games wins losses draws titles trophies tries strokes
    birdies putts sides parts kinds types sorts ways things steps aspects respects instances occasions reasons others
    ones terms versions chapters pages verses levels stages phases images photos dollars cents euros
    """
)
MONTHS = word_set(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec
    """
)
CLOCK = word_set("am pm a.m p.m gmt utc est edt bst cet local o'clock noon hours hrs")
# A number directly behind them is a label.
LABELS = word_set(
    """
    no nos number numbers article articles resolution resolutions section chapter page pages paragraph para
    rule channel group type phase level category stage grade tier unit gate platform terminal block zone area district
    ward sector line bus route highway interstate freeway motorway road flight train room suite apartment apt floor
    box title psalm verse act bill law order directive protocol session season episode part volume vol edition version
    day week round game lap turn boeing airbus windows iphone formula covid agenda sdg goal class form schedule step
    item case docket file fig figure table street avenue model mark mk version bureau battalion brigade division
    regiment squadron war world lesson track hurricane aged age ages ranked ranking seed seeded world-no
    """
)
# Numbers behind these are known already, or belong to a fixed set, unless something happened to those counted.
DEFINITE = word_set("the these those his her their its our my your all both each every other last next first")
STOPS = word_set(
    """
    a an the this that these those his her their its our my your who whom whose which what when where while and or but
    nor so yet as than then if because since until after before during of in on at by for to from with without within
    into onto over under about around between among across along against through near outside inside aboard off per
    via amid is are was were be been being am has have had having do does did will would can could may might must
    shall should not no also still just only even ever never already now today yesterday tomorrow i you he she it we
    they them him us last next ago each every all both here there say says said told tell tells saying added adding
    """
)
EXPECTED = BELIEVED | word_set(
    """
    could may might would will shall should can expected expects expect expecting plan plans planned planning aim aims
    aimed aiming hope hopes hoped hoping likely unlikely if unless whether threatened threatens threatening intend
    intends intended want wants wanted seek seeks sought target targets forecast forecasts predicted predicts
    projected potential potentially possibly possible capable risk risks
    """
)
NEGATED = word_set("not no never without neither nor none denied denies deny denying cannot")
# A clause begins behind them: what stands before says nothing about the number.
CLAUSES = word_set(", ; : — – ( ) and but that said says after when who which while because since as where although")
RATES = word_set("turnout unemployment inflation")
MONEY_FOR = {
    word: base
    for base, words in {
        "deal": "deal deals agreement", "contract": "contract contracts", "fine": "fine fines fined penalty",
        "loan": "loan loans", "package": "package", "budget": "budget", "fund": "fund funds", "aid": "aid assistance",
        "grant": "grant grants", "project": "project projects", "plan": "plan", "programme": "program programme",
        "investment": "investment investments", "bailout": "bailout bail-out", "bid": "bid offer",
        "bonds": "bond bonds", "lawsuit": "lawsuit suit", "settlement": "settlement", "reward": "reward bounty",
        "ransom": "ransom", "debt": "debt debts", "deficit": "deficit", "surplus": "surplus",
        "damage": "damage damages", "compensation": "compensation", "tax": "tax taxes", "bill": "bill",
        "fee": "fee fees", "cost": "cost costs costing", "sale": "sale", "sales": "sales",
        "takeover": "takeover acquisition merger buyout",
        "subsidy": "subsidy subsidies", "pledge": "pledge pledges pledged", "donation": "donation donations donated",
        "profit": "profit profits", "loss": "loss losses", "revenue": "revenue revenues", "stake": "stake",
        "bail": "bail", "prize": "prize", "exports": "exports", "imports": "imports", "weapons": "weapons arms",
    }.items()
    for word in words.split()
}  # fmt: skip
QUAKES = {
    "aftershock": "aftershock", "aftershocks": "aftershock", "foreshock": "foreshock", "foreshocks": "foreshock",
}  # fmt: skip
SHARES = word_set("vote votes electorate population gdp budget land territory area output production")
