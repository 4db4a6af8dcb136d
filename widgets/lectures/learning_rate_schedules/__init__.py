"""Panels of lecture 16, learning-rate schedules."""
