"""The start: what every lecture may ask again."""
