"""Holds the word lists of a language as data files, and loads them."""
