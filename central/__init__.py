"""The server of the linked-command centre: holds the truth, enforces the rules, feeds the seats."""
