"""Makes the predictions of one day."""
