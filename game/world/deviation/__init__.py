"""A process that leaves its way, and what the trainee does about it: third world beside the changing room and the line."""
