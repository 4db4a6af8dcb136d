"""Panels of lecture 14, L1 against L2."""
