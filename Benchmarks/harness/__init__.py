"""Runs the servers side by side and reports how they compare."""
