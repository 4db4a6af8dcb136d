"""Lecture 01, networks_as_functions: a function out of a family, found by a score."""
