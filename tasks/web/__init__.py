"""Fetches over HTTP behind guards: addresses, robots.txt, politeness, size and time limits."""
