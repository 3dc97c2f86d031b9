"""Numbers that order a document: what they look like, what they are worth, which of them are markers."""
