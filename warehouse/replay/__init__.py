"""Rebuilds the tables from the archive and compares them with those published."""
