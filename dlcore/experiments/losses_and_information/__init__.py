"""Experiments of lecture 05, losses and information."""
