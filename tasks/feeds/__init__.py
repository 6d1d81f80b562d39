"""Reads feeds, their entries, subscription lists and sitemaps."""
