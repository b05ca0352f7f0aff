"""Tests of the seat's face."""
