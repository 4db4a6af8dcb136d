"""Panels of lecture 02, data and honest testing."""
