"""Starts a worker for every game of a day."""
