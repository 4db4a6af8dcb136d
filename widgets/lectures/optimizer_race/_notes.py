"""Notes in the picture of a race: who diverged where and when."""

import numpy as np

from dlcore import SURFACES

ROOM = (0.5, 0.12)  # what a note takes up, as parts of the picture


def notes_of(frame):
    """Write "diverged at step t" where a path leaves the picture; one note for neighbours."""
    low, high = np.array(SURFACES[frame.race.surface].domain).T
    size, groups = high - low, []
    for name, step in frame.diverged.items():
        place = last_inside(frame.race.theta[:, frame.names.index(name), 0], low, high)
        near = [g for g in groups if (np.abs(g[0] - place) < ROOM * size).all()]
        group = near[0] if near else (place, [])
        groups += [] if near else [group]
        group[1].append(f"{name} diverged at step {step}")
    return [note(place, lines, place - low < (0.5, 0.76) * size) for place, lines in groups]


def last_inside(path, low, high):
    """Where a path (t, 2) is for the last time between low (2,) and high (2,)."""
    with np.errstate(invalid="ignore"):
        inside = ((path >= low) & (path <= high)).all(-1)
    last = np.flatnonzero(inside)[-1] if inside.any() else 0
    return np.clip(path[last], low, high)


def note(place, lines, near):
    """An annotation; near: is it at the left edge, at the lower? Words keep away."""
    left, below = near
    words = dict(text="<br>".join(lines), font=dict(color="#222", size=12))
    words |= dict(xanchor="left" if left else "right", bgcolor="rgba(255,255,255,.85)")
    arrow = dict(arrowcolor="#222", ax=0, ay=(20 + 8 * len(lines)) * (-1 if below else 1))
    return dict(xref="x", yref="y", x=float(place[0]), y=float(place[1])) | words | arrow
