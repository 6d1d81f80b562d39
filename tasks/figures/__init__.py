"""Finds the figures that an English text gives: numbers, money, shares, casualties."""

from tasks.figures.extract import extract_figures

__all__ = ["extract_figures"]
