"""Pure. Words of ranks, offices and forms of address, and words that make a run of capitals an organisation or a law.

Written from general knowledge of English news; lower case, without full stops.
"""

from __future__ import annotations

from tasks.lexicon.words import word_set

RANKS = word_set(
    """
    gen maj lt col capt cpt cpl sgt brig adm cdr cmdr ltc spc pfc pte sqn general major lieutenant colonel
    captain corporal sergeant brigadier admiral commodore marshal commandant vice-admiral rear airman seaman
    private
    """
)
HONORIFICS = word_set(
    """
    mr mrs ms miss dr prof professor sir dame lord lady rev reverend hon sheikh sheik shaikh ayatollah
    hojatoleslam imam mullah sayyid haj hajj pope king queen prince princess emperor empress sultan emir
    cardinal archbishop father rabbi madame monsieur mme excellency tsar emperor shah kaiser
    """
)
OFFICES = word_set(
    """
    president vice-president premier chancellor minister ministers secretary undersecretary governor senator
    representative congressman congresswoman mayor ambassador envoy commissioner spokesman spokeswoman
    spokesperson chief chairman chairwoman chairperson chair director ceo cfo coo commander attorney prosecutor
    judge justice speaker leader deputy lawmaker mp mep sen rep gov pres amb sheriff superintendent inspector
    detective officer coordinator advisor adviser counsel counsellor chargé negotiator correspondent coach
    manager treasurer comptroller prefect consul official analyst expert economist lawyer activist journalist
    reporter author actor actress singer professor historian researcher head delegate councillor councilman
    councilwoman co-founder founder dictator warlord rapporteur legate nuncio archbishop candidate
    """
)
# Offices that are ordinary first words of organisations or names too: only with a capital do they announce a person.
_ONLY_CAPITAL = word_set(
    """
    head chair chief private major general father king queen officer official justice speaker
    """
)
LOWER_OFFICES = OFFICES - _ONLY_CAPITAL | {"official", "chief", "general"}
TITLES = RANKS | HONORIFICS | OFFICES
# What may stand before an office: "Deputy Prime Minister", "acting defence minister", "military chief".
MODIFIERS = word_set(
    """
    acting former then ex deputy vice prime first second third senior top chief assistant associate interim
    caretaker executive general permanent special supreme national federal state foreign defense defence
    interior finance home justice health education energy oil economy economic trade commerce culture labor
    labour transport agriculture environment information security intelligence military army navy naval air
    police government opposition party press presidential parliamentary cabinet armed forces joint district
    regional provincial local chief-of-staff managing non-executive honorary elected designate communications
    media development planning justice water tourism sports youth religious affairs human rights
    counter-terrorism anti-terror nuclear cyber emergency supreme ground fleet force rear brigadier lead
    majority minority house senate under parliament coalition rebel revolutionary guard guards field petty
    junior shadow internal central bank
    """
)
# Before a rank they are part of it: "Wing Commander", "Air Vice Marshal".
RANK_WORDS = word_set(
    "counter wing group squadron flight air fleet field rear vice petty first second major lieutenant"
)
# What offices are of: "Minister of Agriculture", "Secretary of State". The name begins behind them.
PORTFOLIOS = word_set(
    """
    defense defence foreign affairs interior finance finances justice health education higher energy oil gas petroleum
    economy economic trade commerce industry industries culture labor labour transport transportation agriculture
    environment information security intelligence tourism sport sports youth religious water mines mining state war
    communications planning development housing fisheries forestry science sciences technology infrastructure
    immigration migration welfare internal external home cooperation investment electricity aviation employment
    treasury exchequer navy army posts telecommunications
    national social family women children emergency emergencies situations innovation irrigation livestock veterans
    """
)
LINKS = frozenset(("of", "for", "to", "the", "and", "in", "on", "at", "&"))
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "junior", "senior"))

ORG_HEADS = word_set(
    """
    party ministry committee commission council agency association union federation confederation university
    institute bank corporation corp inc ltd plc llc company authority department bureau parliament assembly
    congress senate front movement alliance coalition league club society foundation organisation organization
    army forces brigade brigades police times herald tribune gazette orchestra academy college school command
    regiment corps squadron fleet board network group fund syndicate chamber court tribunal directorate
    secretariat consortium airlines airways industries holdings partners ventures broadcasting television tv
    radio newspaper magazine records studios entertainment systems technologies motors electronics
    pharmaceuticals laboratories laboratory trust federalists parties democrats liberals conservatives
    republicans greens socialists communists unionists guild battalion militia legion taskforce cooperative
    co-operative seminary conservatory polytechnic caucus inspectorate registry embassy consulate legislature
    cabinet taliban choir ensemble band symphony philharmonic bulls united fc afc city-council watch journal
    news post daily press chronicle observer telegraph broadcaster partei partito partido parti partai parteien
    bloc bund union
    """
)
# Heads that take a name behind "of", "for" or "on" even when nothing stands before them.
OF_HEADS = word_set(
    """
    party ministry committee commission council bank university institute association union federation
    confederation organisation organization department office board house court academy college society league
    parliament senate bureau alliance movement front school chamber academy fund church congress directorate
    convention secretariat authority agency center centre coalition assembly foundation brotherhood army group
    conference order bloc
    """
)
# Heads behind whose "of" two things may be joined: "Ministry of Culture and Tourism", not "Party of X and Y".
JOINING_HEADS = word_set(
    """
    ministry department committee commission council institute office board organisation organization fund
    agency center centre bureau secretariat house
    """
)
LAW_HEADS = word_set(
    """
    act treaty pact accord accords protocol convention amendment bill law charter constitution
    """
)
EVENT_HEADS = word_set(
    """
    war wars summit olympics games championship championships festival revolution uprising massacre genocide
    intifada cup marathon holocaust
    """
)
PLACE_HEADS = word_set(
    """
    street avenue road square river lake mountain mountains valley airport island islands bridge province
    governorate district county region desert sea ocean bay strait peninsula city village town station park
    stadium mosque cathedral church hospital prison palace castle museum hotel camp base border crossing dam
    canal port coast hills plateau refinery field highway
    """
)
OUTLET_WORDS = word_set(
    """
    broadcaster newspaper newspapers channel magazine daily tabloid weekly website portal network outlet wire
    """
)
# Words that begin sentences and names of days: never part of the name of a person or an organisation.
PLAIN = word_set(
    """
    the a an in on at of for from to and but or nor so yet if when while as after before near since until
    because although though with without by about against between into through during under over he she it they
    we you i his her its their our my your this that these those there here what who whom whose which why how
    where not no yes all both each every some any many most more several few other another such one two three
    four five six seven eight nine ten is are was were be been being has have had do does did will would can
    could may might must shall should also however meanwhile moreover furthermore earlier later then now today
    yesterday tomorrow according despite referring speaking asked said says added told last next first second
    third monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov
    dec gmt est read more staff only even just still once like unlike among within per via than upon
    """
)
