"""Finds the figures that an English text gives: numbers, money, shares, casualties."""
