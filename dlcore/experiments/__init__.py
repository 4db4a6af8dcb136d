"""Experiments: the claims of the lectures as seeded programs that yield frames."""
