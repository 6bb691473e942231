"""What the predicting services share."""
