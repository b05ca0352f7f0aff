"""The lead's page, used as a person uses it, on a real cache."""
