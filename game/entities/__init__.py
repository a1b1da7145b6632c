"""One file per family of things: kinds, plain state, behaviour."""
