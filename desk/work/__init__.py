"""One file for each thing an operator does."""
