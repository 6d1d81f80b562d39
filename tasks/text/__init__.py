"""Holds the primitives of text: decoding, language, sentences, tokens, numbers, dates, quotation marks."""
