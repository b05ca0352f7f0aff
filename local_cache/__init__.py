"""The seat's encrypted SQLite cache: central's rows as they came, the operator's acts, and what both make together."""
