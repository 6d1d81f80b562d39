"""Finds the names that a text mentions: a model's spans, corrected by tables and rules."""
