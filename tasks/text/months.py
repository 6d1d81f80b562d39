"""Names of months, as pages, prose and feeds write them, with their numbers.

Pure.
"""


def _numbered(*names: str) -> dict[str, int]:
    return {name: number for number, listed in enumerate(names, 1) for name in listed.split()}


ENGLISH_MONTHS = _numbered(
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
# Those of pages: seven European languages.
MONTHS = ENGLISH_MONTHS | _numbered(
    "januar janvier janv enero ene janeiro gennaio gen januari",
    "februar février fevrier févr fevr febrero fevereiro fev febbraio febbr februari",
    "märz maerz mrz mars marzo março marco marz maart mrt",
    "avril avr abril abr aprile",
    "mai mayo maio mag maggio mei",
    "juni juin junio junho giugno giu",
    "juli juillet juil julio julho luglio lug",
    "août aout agosto ago augustus",
    "septembre septiembre setembro set settembre sett",
    "oktober okt octobre octubre outubro out ottobre ott",
    "novembre noviembre novembro",
    "dezember dez décembre decembre déc diciembre dic dezembro dicembre",
)
# Feeds write others, too.
FEED_MONTHS = (
    _numbered(
        "январь января янв січня січ ιανουαρίου ιανουάριος ιαν január stycznia styczeń ocak",
        "февраль февраля фев лютого лют φεβρουαρίου φεβρουάριος φεβ február lutego luty şubat",
        "март марта мар березня бер μαρτίου μάρτιος μάρ μαρ március marca marzec",
        "апрель апреля апр квітня кві απριλίου απρίλιος απρ április kwietnia kwiecień nisan",
        "май мая травня тра μαΐου μάϊος μαϊ μάιος μάι május maja mayıs",
        "июнь июня июн червня чер ιουνίου ιούνιος ιούν ιουν június czerwca czerwiec haziran",
        "июль июля июл липня лип ιουλίου ιούλιος ιούλ ιουλ július lipca lipiec temmuz",
        "август августа авг серпня сер αυγούστου αύγουστος αύγ αυγ augusztus sierpnia sierpień ağustos",
        "сентябрь сентября сен сент вересня вер σεπτεμβρίου σεπτέμβριος σεπ szeptember września wrzesień eylül",
        "октябрь октября окт жовтня жов οκτωβρίου οκτώβριος οκτ október października październik ekim",
        "ноябрь ноября ноя листопада лис νοεμβρίου νοέμβριος νοέ νοε kasım",
        "декабрь декабря дек грудня гру δεκεμβρίου δεκέμβριος δεκ grudnia grudzień aralık",
    )
    | MONTHS
)
