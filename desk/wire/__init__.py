"""What travels between a seat and central: paths, records, acts, outcomes. PROTOCOL.md says how."""
