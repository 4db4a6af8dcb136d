"""Experiments of lecture 07, optimizers."""
