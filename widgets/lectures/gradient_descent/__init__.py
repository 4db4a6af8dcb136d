"""Panels of lecture 06, gradient descent."""
