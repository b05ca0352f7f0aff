"""Change here, change there, one turn, both equal."""
