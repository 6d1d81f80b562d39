"""Holds the rules of each language: what is read in a text beyond the names that a model finds."""
