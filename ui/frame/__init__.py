"""What stands around every page: seat bar, ring banner, unfinished work, outbox drawer, status line."""
