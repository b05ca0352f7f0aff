"""Intake: taking a call and filing what it is about."""
