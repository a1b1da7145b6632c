"""The world of a line that is cleared between two batches."""
