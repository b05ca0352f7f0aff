"""Calling back: today's list, what to say and what to note, and the order's facts beside it."""
