"""Normalizes names, gives their blocking keys, and decides whether two name the same."""
