"""Panels of lecture 09, vanishing gradients."""
