"""Delegates, headers and the table they stand in: rows that never move under the hand."""
