"""The intake page, with real widgets and a real cache."""
