"""Telephones: adapters behind the port `Phone`."""
