"""The face of the seat: everything that imports Qt."""
