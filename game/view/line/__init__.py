"""A packaging or filling line as one sees it: the whole line, a station, a place in it; searched with pointer and lamp."""
