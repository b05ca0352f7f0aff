"""Tests of the demo city and of imported messages."""
