"""The game: everything but scoring. Importing it loads nothing."""
