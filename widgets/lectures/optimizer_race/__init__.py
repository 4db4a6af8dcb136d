"""Panels of lecture 07, optimizers."""
