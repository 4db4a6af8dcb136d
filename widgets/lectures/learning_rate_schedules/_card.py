"""The picture of this lecture on the start page: a walk that trembles less when its rate falls."""

import numpy as np

from dlcore import SCHEDULES
from dlcore.seeding import generator

from ...figure import theme
from ...figure.sketch import HIGH, WIDE, dot, line, sketch

STEPS, RUNS = 120, 5
GREY = "#808080"


def picture():
    """Runs on a noisy parabola, and the rate that falls in steps."""
    schedule, x = SCHEDULES["piecewise"](lr=0.5, span=60, factor=0.04), np.full(RUNS, 2.0)
    rng, rows, rates = generator(3), [], []
    for t in range(STEPS):
        rows.append(x)
        rates.append(schedule(t))
        x = x - schedule(t) * (x + rng.standard_normal(RUNS))
    across = 8 + (WIDE - 16) * np.arange(STEPS) / STEPS
    parts = [
        line(np.stack([across, 62 - 18 * walk], -1), theme.COLORS[n], 1.5)
        for n, walk in enumerate(np.array(rows).T)
    ]
    level = HIGH - 8 - 50 * np.array(rates)
    parts.append(line(np.stack([across, level], -1), GREY, 2, stroke_dasharray="5 3"))
    parts.append(dot(across[-1], level[-1], 4, GREY))
    return sketch("Five walks that tremble, until the dashed line, their rate, falls", *parts)
