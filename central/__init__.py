"""The server of the linked-command centre: it holds the truth, enforces the rules and feeds the seats."""
