"""Whole stories at the real window: a person's keys, the encrypted cache, and central as its own process."""
