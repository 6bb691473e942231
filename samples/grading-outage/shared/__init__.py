"""Code that every service may use."""
