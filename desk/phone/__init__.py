"""Telephones behind the port Phone."""
