"""Score sheets as files for people and other programs."""
