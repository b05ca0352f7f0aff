"""The demo city: made-up orders and imported messages, as plain values for central to replay; no database, no wire."""
