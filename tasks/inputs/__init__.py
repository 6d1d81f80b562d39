"""Reads files and records into captures and documents, a module a kind of input."""
