"""Turns captures into batches of rows: reads, annotates, keys and serializes articles."""
