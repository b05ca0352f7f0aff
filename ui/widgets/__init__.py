"""Widgets that know only Qt and the theme: every word they show is handed to them."""
