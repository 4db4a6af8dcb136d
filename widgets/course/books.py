"""Where the notebooks are: in the checkout, or, without one, where the reader is."""

from pathlib import Path

CHECKOUT = Path(__file__).parents[2] / "notebooks"
FOLDER = CHECKOUT if CHECKOUT.is_dir() else Path()
