"""Panels of lecture 15, dropout as an ensemble."""
