"""Everything central keeps: tables, transactions and the feed; the only room that speaks SQL."""
