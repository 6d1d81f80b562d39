"""Pure. Facts: the world's news agencies, and which names read as an outlet's.

The table is our own, written from general knowledge: the short name in common use, then the other ways in which
datelines and credits write it. Broadcasters and papers that sign datelines are outlets, not agencies.
"""

from __future__ import annotations

import re

_AGENCIES = """
AP=Associated Press|The Associated Press|A.P.
AFP=Agence France-Presse|Agence France Presse
Reuters=Reuter|Rtrs|Thomson Reuters
UPI=United Press International|U.P.I.
dpa=Deutsche Presse-Agentur|dpa international|dpa-AFX
EFE=Agencia EFE|EFE Agency|Agencia Efe
ANSA=Agenzia ANSA|ANSA News Agency
Xinhua=Xinhua News Agency|XHNA|Xinhuanet
CNS=China News Service
TASS=ITAR-TASS|Itar-Tass|TASS News Agency
RIA Novosti=RIA
Sputnik=Sputnik International|Sputnik News
Interfax=Interfax-Ukraine|Interfax News Agency
Kyodo=Kyodo News|Kyodo News Agency
Jiji=Jiji Press
Yonhap=Yonhap News|Yonhap News Agency
KCNA=Korean Central News Agency
CNA=Central News Agency
PTI=Press Trust of India
UNI=United News of India
ANI=Asian News International
IANS=Indo-Asian News Service
APP=Associated Press of Pakistan
INP=Independent News Pakistan
NNI=News Network International
Online News Agency=Online Agency
BSS=Bangladesh Sangbad Sangstha
UNB=United News of Bangladesh
RSS=Rastriya Samachar Samiti
Bakhtar=Bakhtar News Agency|BNA Kabul
Pajhwok=Pajhwok Afghan News
IRNA=Islamic Republic News Agency
ISNA=Iranian Students News Agency|Iranian Students' News Agency
Mehr=MNA|Mehr News Agency|Mehr News
Fars=FNA|Fars News Agency|Fars News
Tasnim=Tasnim News Agency|Tasnim News
SANA=Syrian Arab News Agency
NNA=National News Agency
WAFA=Wafa|Palestine News Agency
Petra=Jordan News Agency
MENA=Middle East News Agency
SPA=Saudi Press Agency
WAM=Emirates News Agency
QNA=Qatar News Agency
KUNA=Kuwait News Agency
BNA=Bahrain News Agency
ONA=Oman News Agency
INA=Iraqi News Agency
Saba=Yemen News Agency
SUNA=Sudan News Agency
LANA=Libyan News Agency
TAP=Tunis Afrique Presse
APS=Algeria Press Service
MAP=Maghreb Arab Press|Maghreb Arabe Presse
Anadolu=Anadolu Agency|AA|Anadolu Ajansi
DHA=Demirören News Agency|Dogan News Agency
IHA=Ihlas News Agency
ANKA=Anka News Agency
Azertac=AZERTAC|Azertag
Trend=Trend News Agency
Armenpress=Armenpress News Agency
Ukrinform=UKRINFORM News
UNIAN=Unian Information Agency
BelTA=Belta
Kazinform=KazInform
Kabar=Kabar News Agency
UzA=Uzbekistan National News Agency
AKIpress=AKI press
PAP=Polish Press Agency|Polska Agencja Prasowa
CTK=Czech News Agency|ČTK
TASR=News Agency of the Slovak Republic
MTI=Hungarian News Agency
Agerpres=AGERPRES
BTA=Bulgarian News Agency
Tanjug=Tanyug
HINA=Croatian News Agency
STA=Slovenian Press Agency
FENA=Federal News Agency
MIA=Media Information Agency
ATA=Albanian Telegraphic Agency
ANA=ANA-MPA|Athens News Agency
CNA Cyprus=Cyprus News Agency
APA=Austria Presse Agentur|Austrian Press Agency
ATS=Keystone-ATS|Swiss News Agency
Belga=Belga News Agency
ANP=Algemeen Nederlands Persbureau
Ritzau=Ritzaus Bureau
NTB=Norsk Telegrambyrå
TT=TT News Agency|Tidningarnas Telegrambyrå
STT=Finnish News Agency
BNS=Baltic News Service
LETA=Latvian News Agency
ELTA=Lithuanian News Agency
Lusa=Lusa News Agency|Agência Lusa
Europa Press=Agencia Europa Press
PA=Press Association|PA Media
AAP=Australian Associated Press
NZPA=New Zealand Press Association
CP=Canadian Press|The Canadian Press
Bernama=Bernama News Agency
Antara=ANTARA News|Antara News Agency
PNA=Philippine News Agency
TNA=Thai News Agency
VNA=Vietnam News Agency
KPL=Lao News Agency
AKP=Agence Kampuchea Presse
MNA Myanmar=Myanmar News Agency
Montsame=MONTSAME News Agency
NAN=News Agency of Nigeria
GNA=Ghana News Agency
KNA=Kenya News Agency
ENA=Ethiopian News Agency
SAPA=South African Press Association
PANA=Panapress|PanaPress
ZIANA=New Ziana
Télam=Telam
ABI=Agencia Boliviana de Información
Andina=Agencia Andina
Prensa Latina=PL
Notimex=Agencia Notimex
Agencia Brasil=Agência Brasil
ACN=Agencia Cubana de Noticias
Bloomberg=Bloomberg News
Dow Jones=Dow Jones Newswires|DJ
MarketWatch=Market Watch
PRNewswire=PR Newswire|PRNewswire-USNewswire|PRNewswire-FirstCall
Business Wire=BUSINESSWIRE|BusinessWire
GlobeNewswire=GLOBE NEWSWIRE|Globe Newswire
ACCESSWIRE=AccessWire
Marketwired=Marketwire|Market Wire
Inter Press Service=IPS
Religion News Service=RNS
Catholic News Service=Catholic News Agency
StatePoint=Statepoint Media
States Newsroom=
Tribune News Service=TNS
McClatchy=McClatchy Newspapers
Scripps=Scripps Howard News Service
Agencies=News Agencies|Agency|Agencies Report|Wire Services
"""


def listed(block: str) -> frozenset[str]:
    """Words of a table written in one string, with "|" between them."""
    return frozenset(block.split("|"))


# A desk or a correspondent in a credit says that this is a dateline, but names neither agency nor outlet.
DESKS = listed(
    "web desk|news desk|monitoring desk|staff reporter|staff report|staff correspondent|our correspondent|"
    "own correspondent|special correspondent|desk report|staff|bureau report|online desk|city desk"
)

_BROADCASTERS = listed(
    "CNN|BBC|CBS|NBC|ABC|NPR|PBS|RT|VOA|DW|RFE/RL|RFERL|RFI|CBC|CGTN|NHK|TRT|ITV|C-SPAN|CBN|KPIX|HuffPost|BuzzFeed|"
    "Politico|POLITICO|Axios|Vox|Salon|Slate|Newsmax|Breitbart|Al Jazeera|Al Arabiya|Al Mayadeen|Al-Monitor|Euronews|"
    "Variety|TheBlaze|The Hill|The Guardian|The Independent|The Economist|Rudaw|Dawn|Geo|Samaa|Haaretz"
)

OUTLET_WORDS = listed(
    "news|press|agency|times|post|radio|tv|television|daily|tribune|herald|gazette|journal|chronicle|telegraph|"
    "newspaper|newsroom|network|broadcasting|weekly|mail|express|observer|guardian|today|monitor|newswire|online|"
    "magazine|media|mirror|standard|examiner|sentinel|inquirer|courier|globe|dispatch|bulletin"
)


_OUTLET_STARTS = listed("radio|daily|agence|agencia|voice")
_DEPARTMENTS = listed("news|business|international|politics|world|arabic|persian|urdu|english|sport|money|radio")


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _AGENCIES.strip().split("\n"):
        short, _, others = line.partition("=")
        for name in (short, *others.split("|")):
            if name:
                table.setdefault(_key(name), short)
    return table


def _key(name: str) -> str:
    return name.replace(".", "").strip().casefold()


AGENCIES: dict[str, str] = _table()
BROADCASTERS: dict[str, str] = {_key(name): name for name in _BROADCASTERS}

_COINED = re.compile(r"[^\W\d_]*[a-z][A-Z][^\W\d_]*")
_NAME = re.compile(
    r"(?:\d{1,3}(?=[^\W\d_a-z]))?[^\W\d_a-z][\w.'’&+-]*(?: (?:of|the|and|de|la|[^\W\d_a-z][\w.'’&+-]*)){0,4}"
)


def agency_of(name: str) -> str | None:
    """The agency's short name for any way of writing it ("Associated Press" is "AP"), or None.

    A department of an agency is the agency ("Reuters Health", "AP Sports").
    """
    key = _key(name)
    if key in AGENCIES:
        return AGENCIES[key]
    first = name.split(" ", 1)[0]
    return AGENCIES.get(_key(first)) if first in {"Reuters", "AP", "AFP", "Bloomberg", "Xinhua", "Sputnik"} else None


def is_outlet(name: str) -> bool:
    """Whether a name reads as a paper's or broadcaster's: known, or with a word like News, Times, Radio at an end."""
    words = name.removeprefix("The ").casefold().split()
    if _key(name) in BROADCASTERS or (len(words) == 2 and words[0] in BROADCASTERS and words[1] in _DEPARTMENTS):
        return True
    return len(words) > 1 and (words[-1] in OUTLET_WORDS or words[0] in _OUTLET_STARTS)


def is_coined(name: str) -> bool:
    """Whether a name is one made-up word with a capital inside, as outlets' are ("UrduPoint", "PressTV")."""
    return _COINED.fullmatch(name) is not None


def is_name(name: str) -> bool:
    """Whether the words have the shape of a name: up to five, capitals first."""
    return len(name) <= 60 and _NAME.fullmatch(name) is not None


def outlet_name(name: str) -> str:
    """The outlet's own name: "UrduPoint News" is UrduPoint, for a coined word names it alone; "Fox News" needs both."""
    first, _, rest = name.partition(" ")
    return first if rest.casefold() in {"news", "news agency", "news network"} and is_coined(first) else name
