"""What an operator does, one file for each thing."""
