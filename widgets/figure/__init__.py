"""LiveFigure: a plotly figure that streams, its scripts, and its twin that stands still."""
