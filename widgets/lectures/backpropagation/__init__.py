"""Panels of lecture 08: backpropagation."""
