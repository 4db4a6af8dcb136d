"""Panels of lecture 03, linear_unit_to_two_layers."""
