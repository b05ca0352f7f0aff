"""Scripts for a callback: read one, check it in plain words, and talk along it."""
