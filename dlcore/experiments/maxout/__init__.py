"""Lecture 10: units that learn their own activation, as long as it is convex."""
