"""The expert in a deviation: what he does next, how his hands do it, and how one error bends it."""
