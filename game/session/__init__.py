"""Runs without a window: live, recorded, replayed, proved."""
