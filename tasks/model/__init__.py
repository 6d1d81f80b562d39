"""Holds the types that the stages of the pipeline pass on."""
