"""Panels of lecture 11, the first weights."""
