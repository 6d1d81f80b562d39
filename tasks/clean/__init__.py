"""Takes what is no article text off a document: boilerplate, header lines, the dateline."""

from tasks.clean.datelines import find_dateline
from tasks.clean.document import clean_document, refit_document

__all__ = ["clean_document", "find_dateline", "refit_document"]
