"""Builds every concrete thing, runs the loop, and takes it all down in reverse order; the only room that knows everyone."""
