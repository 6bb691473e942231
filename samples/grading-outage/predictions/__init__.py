"""Everything that predicts: workers, and the coordinator that starts them."""
