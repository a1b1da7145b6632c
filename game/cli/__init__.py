"""The commands of `python3 main.py`.  Importing this loads nothing."""
