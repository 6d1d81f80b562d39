"""Takes what is no article text off a document: boilerplate, header lines, the dateline."""
