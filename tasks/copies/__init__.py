"""Tells by shared shingles which articles copy others, and in which direction."""

from tasks.copies.overlap import find_repetition
from tasks.copies.shingles import sample_shingles, shingle_text

__all__ = ["find_repetition", "sample_shingles", "shingle_text"]
