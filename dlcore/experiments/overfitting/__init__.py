"""Experiments of lecture 13, overfitting."""
