"""Normalised text to clauses: who is to do it, by when, how much; one kind a file."""
