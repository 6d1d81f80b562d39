"""Fetches over HTTP behind guards: addresses, robots.txt, politeness, size and time limits."""

from tasks.web.fetch import Fetcher, FetchPolicy
from tasks.web.responses import FetchFailure, Purpose, Request, Response, Trouble
from tasks.web.urls import canonicalize_url, choose_page_url, extract_domain, extract_site

__all__ = [
    "FetchFailure",
    "FetchPolicy",
    "Fetcher",
    "Purpose",
    "Request",
    "Response",
    "Trouble",
    "canonicalize_url",
    "choose_page_url",
    "extract_domain",
    "extract_site",
]
