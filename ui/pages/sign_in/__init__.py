"""Signing in: the small window before the desk."""
