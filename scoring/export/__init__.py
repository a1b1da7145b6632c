"""Score sheets written for people and other programs."""
