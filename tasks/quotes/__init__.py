"""Finds quotations, their speakers and the sources that a text cites, and compares quotations."""
