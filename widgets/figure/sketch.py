"""Small pictures as SVG texts: a few lines and dots, no axes, no script."""

from html import escape

WIDE, HIGH = 240, 120  # their coordinates, from the upper left corner
INK, QUIET = "#1F2A33", "#9AA7B2"


def sketch(label, *parts):
    """An SVG of these parts; label: what it shows, for those who do not see it."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img"'
    return f'{head} aria-label="{escape(label)}">{"".join(parts)}</svg>'


def dot(x, y, r, color, **more):
    """A filled circle."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{color}"{said(more)}/>'


def line(points, color, width=2, **more):
    """A line through points (n, 2)."""
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    look = f'fill="none" stroke="{color}" stroke-width="{width}" stroke-linejoin="round"'
    return f'<polyline points="{way}" {look}{said(more)}/>'


def image(uri, x=0, y=0, width=WIDE, height=HIGH):
    """A picture, stretched."""
    place = f'x="{x}" y="{y}" width="{width}" height="{height}"'
    return f'<image href="{uri}" {place} preserveAspectRatio="none"/>'


def said(attributes):
    """stroke_dasharray="4" as an attribute."""
    return "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
