"""Reads and writes the archive: captures as WARC records in a log, and web archives of others."""
