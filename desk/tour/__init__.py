"""The tour: one order's whole life, told by keys, clicks and committed text in the real window."""
