"""Knows countries, regions, cities and news agencies, and locates a place by its name."""
