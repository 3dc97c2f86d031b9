"""Normalised text to structure: the parts of a document, and the outline of each part."""
