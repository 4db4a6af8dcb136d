"""Panels of lecture 13, overfitting."""
