"""The start: what belongs to no lecture, and to all."""
