"""The picture of this lecture on the start page: nine rules on the cliff of the crescent."""

from itertools import islice

import numpy as np

from dlcore import OPTIMIZERS, SURFACES, descend

from ...figure.sketch import HIGH, WIDE, dot, image, line, sketch
from ...views.looks import looks_of
from ...views.relief import relief

STEPS = 6


def picture():
    """The first steps of each, and the star they all want to reach."""
    surface, parts = SURFACES["crescent"], [image(relief("crescent"))]
    rules = {name: rule() for name, rule in OPTIMIZERS.items() if not rule.needs_hessian}
    looks = looks_of(rules)
    for name, rule in rules.items():
        walk = descend(surface, np.array(surface.start), rule, rule.usual_lr / 3)
        way = placed(np.array([step.theta for step in islice(walk, STEPS)]), surface.domain)
        parts += [line(way, looks[name][0]), dot(*way[-1], 5, looks[name][0], stroke="#FFFFFF")]
    [goal] = placed(np.array([surface.minimum]), surface.domain)
    parts.append(dot(*goal, 8, "#FFC400", stroke="#3A2B00", stroke_width=1.5))
    return sketch("Nine dots on the cliff of a valley, and the place where it is lowest", *parts)


def placed(theta, domain):
    """Weights (n, 2) as places in the sketch; those outside at its edge."""
    (x0, x1), (y0, y1) = domain
    share = (theta - (x0, y0)) / (x1 - x0, y1 - y0)
    return np.stack([share[:, 0], 1 - share[:, 1]], -1).clip(0.02, 0.98) * (WIDE, HIGH)
