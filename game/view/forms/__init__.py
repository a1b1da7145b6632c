"""Paper forms: what is printed on them, what stands written, and writing into them."""
