"""Panels of lecture 04, activations."""
