"""Experiments of lecture 02: vectors and labels, splits, and how not to fool oneself."""
