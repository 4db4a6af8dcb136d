"""Panels of lecture 12, normalization."""
