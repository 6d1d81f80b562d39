"""Canonical URLs, the domain and the site of a URL, and which of several a page is known by.

Pure. Nothing is fetched or resolved. What is no http(s) URL is None, never an exception.
"""

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

MAX_URL_CHARS = 4096  # longer ones are data or attacks, not addresses of articles

# Parameters that say how a reader came, not what is read (the prefixes of campaign tools, and click ids).
_PREFIXES = "utm_ mtm_ pk_ piwik_ matomo_ hsa_ at_campaign at_medium at_custom oly_"
_TRACKING_PREFIXES = tuple(_PREFIXES.split())
_CLICK_IDS = """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh mc_cid mc_eid _hsenc _hsmi
    mkt_tok ocid cmpid ncid ito smid smtyp fb_ref fb_source wt_mc _ga _gl s_cid spm xtor __twitter_impression guccounter
    guce_referrer guce_referrer_sig sr_share feature_share vero_id __s rb_clickid ref_src ref_url
"""
_TRACKING = frozenset(_CLICK_IDS.split())
_HOST_PREFIX = re.compile(r"^(?:(?:www\d?|m|mobile|amp|edition)\.)+(?=[^.]+\.)")
_HOST = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*")
# Second-level labels under which countries sell names ("co.uk", "com.br"); the usual ones of the public suffix list.
_SECOND_LABELS = "ac co com edu go gob gouv gov gv ltd me mil ne net nom or org plc sch"
_SHARED_SECOND = frozenset(_SECOND_LABELS.split())
_SAFE_PATH = "/%:@!$&'()*+,;=~-._"


def canonicalize_url(raw: str, base: str | None = None) -> str | None:
    """The canonical URL, or None if it is no http(s) URL. Idempotent.

    Scheme and host in lower case, default port, credentials, fragment and tracking parameters dropped, an empty path
    made "/", spaces and non-ASCII letters of path and query percent-encoded. A relative address needs `base`.
    """
    text = re.sub(r"[\t\r\n]", "", raw).strip()
    if not text or len(text) > MAX_URL_CHARS:
        return None
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        host, port = (parts.hostname or "").lower().rstrip("."), parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in {"http", "https"} or not _is_host(host):
        return None
    shown = f"[{host}]" if ":" in host else host
    if port is not None and port != {"http": 80, "https": 443}[scheme]:
        shown = f"{shown}:{port}"
    return urlunsplit((scheme, shown, _quoted(parts.path) or "/", _query(parts), "")).replace("\\", "/")


def extract_domain(url: str | None) -> str | None:
    """The host of an address without leading `www.`, `m.`, `mobile.`, `amp.`, `edition.`; None if there is no host."""
    try:
        host = (urlsplit((url or "").strip()).hostname or "").lower().rstrip(".")
    except ValueError:
        return None
    return _HOST_PREFIX.sub("", host) if _is_host(host) else None


def extract_site(url: str | None) -> str | None:
    """The registrable name an address belongs to: `news.example.co.uk` → `example.co.uk`. An IP address is its own."""
    host = extract_domain(url)
    if host is None or ":" in host or host.replace(".", "").isdigit():
        return host
    labels = host.split(".")
    shared = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SHARED_SECOND
    return ".".join(labels[-3:] if shared else labels[-2:])


def choose_page_url(fetched: str | None, stated: tuple[str, ...]) -> str | None:
    """The canonical URL of a page: the first trusted one that it states, else the fetched one.

    A stated address (rel=canonical, og:url; strongest first) is trusted if it is of the same site as the fetched one,
    where that is known, and is not the bare home page while the fetched one is not: templates get both wrong.
    """
    known = canonicalize_url(fetched) if fetched else None
    for raw in stated:
        url = canonicalize_url(raw, known)
        if url is None or (known is None and "://" not in raw):
            continue
        if known is None and _is_home(url):
            continue
        if known is None or (extract_site(url) == extract_site(known) and (not _is_home(url) or _is_home(known))):
            return url
    return known


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def _is_host(host: str) -> bool:
    if ":" in host:
        try:
            ip_address(host)
        except ValueError:
            return False
        return True
    return bool(host) and len(host) <= 253 and _HOST.fullmatch(host) is not None


def _quoted(path: str) -> str:
    """The path percent-encoded; a `%` that begins no escape becomes `%25`."""
    sound = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", path.replace("\\", "/"))
    return quote(sound, safe=_SAFE_PATH, errors="replace")


def _query(parts: SplitResult) -> str:
    try:
        pairs = parse_qsl(parts.query, keep_blank_values=True, errors="replace", max_num_fields=200)
    except ValueError:
        return _quoted(parts.query)
    kept = [(key, value) for key, value in pairs if not _is_tracking(key.lower())]
    if len(kept) == len(pairs):
        return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", parts.query), safe=_SAFE_PATH + "?", errors="replace")
    return urlencode(kept, errors="replace")


def _is_tracking(key: str) -> bool:
    return key in _TRACKING or key.startswith(_TRACKING_PREFIXES)
