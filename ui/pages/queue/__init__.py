"""The order list: saved views, a table that never moves under the hand, and the order beside it."""
