"""Compares two versions of an article by sentences and words."""
