"""Tests of the seat's encrypted cache."""
