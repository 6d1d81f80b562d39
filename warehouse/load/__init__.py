"""Loads batches of rows into the tables in one transaction, and resolves entities."""
