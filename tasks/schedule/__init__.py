"""Decides when a feed is polled and a page is fetched again, without touching anything."""
