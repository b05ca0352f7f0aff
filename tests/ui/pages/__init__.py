"""The pages, each on the cache it is given."""
