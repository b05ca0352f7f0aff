"""The link against a real server on a loopback port that does everything a network can do."""
