"""Scripts read, checked and talked through."""
