"""Tells by shared shingles which articles copy others, and in which direction."""
