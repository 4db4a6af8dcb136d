"""The panels of the lectures: a file for each lecture, a function for each panel."""
