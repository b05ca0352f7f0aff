"""The order list, used as a person uses it, on a real cache."""
