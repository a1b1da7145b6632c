"""What an instructor has made beside a level: the trainer's sheet, its texts as a table, a new level, the graph of its steps.

Functions of files, without a window: the command line and the workshop both call them.
"""
