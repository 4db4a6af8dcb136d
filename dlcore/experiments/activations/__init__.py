"""Experiments of lecture 04, activations."""
