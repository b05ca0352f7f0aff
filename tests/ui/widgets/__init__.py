"""Tests of the widgets, the tables and the theme."""
