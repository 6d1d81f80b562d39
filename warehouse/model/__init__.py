"""Holds the records of the tables, the closed vocabularies and the errors."""
