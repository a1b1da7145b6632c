"""Events in, findings and scores out."""
