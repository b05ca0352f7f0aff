"""The way to central over HTTP: requests, the live stream, and whom to trust."""
