"""Fetches feeds, pages and sitemaps into the archive, and manages the watch list."""
