"""Panels of lecture 10."""
