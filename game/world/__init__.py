"""The simulated world: commands in, events out."""
