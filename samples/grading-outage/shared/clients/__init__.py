"""Clients of the platform's own services."""
