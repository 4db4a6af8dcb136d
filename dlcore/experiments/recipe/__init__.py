"""Experiments of lecture 17, the recipe."""
