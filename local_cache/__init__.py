"""The seat's encrypted SQLite: central's rows, the outbox laid over them, and what is searched and counted."""
