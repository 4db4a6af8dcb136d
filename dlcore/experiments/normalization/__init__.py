"""Experiments of lecture 12, normalization."""
