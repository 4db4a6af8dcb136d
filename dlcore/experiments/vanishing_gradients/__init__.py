"""Experiments of lecture 09, vanishing gradients."""
