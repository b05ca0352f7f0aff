"""Calling back, used as a person uses it, on a real cache."""
