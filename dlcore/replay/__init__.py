"""Replay: a step is recorded once and repeated; only quicker, nothing here is needed."""

from .replay import COMPARED, Replay
