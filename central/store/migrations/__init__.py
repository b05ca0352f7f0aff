"""The steps that bring a database of an older central to this one's tables."""

HEAD = "0001"
"""The newest step; read before alembic is imported, so that a start with nothing to do stays quick."""
