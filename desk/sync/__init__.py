"""Keeping the workstation and central the same: one turn, when to take one, the live stream, and how it stands."""
