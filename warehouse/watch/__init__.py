"""Keeps the state of the feeds that are watched."""
