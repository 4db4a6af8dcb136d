"""Which pixels are to blame? The gradient at the inputs, and its pixels changed one by one."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...activations import softmax
from ...gradients import input_gradient
from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame
from ..phrases import percent
from ._reader import reader

SHOWN, MOST = 12, 16  # digits to choose from; pixels that are changed
OTHER = "the other answer"  # the right class, or where that is said already the next best one


@dataclass(frozen=True)
class BlameFrame(Frame):
    """t pixels were changed. images (12, 64), labels, said (12,): as they were; chosen: which.

    image, pull (64,): the chosen one by now, and minus the gradient of the loss at its pixels: who
    should be darker (above 0), who lighter. shares (t + 1, 10): what the network said each time.
    wanted: the class it shall say.
    """

    images: np.ndarray
    labels: np.ndarray
    said: np.ndarray
    chosen: int
    image: np.ndarray
    pull: np.ndarray
    shares: np.ndarray
    wanted: int

    @property
    def flipped(self):
        """After how many pixels it said what was wanted for the first time; None for never."""
        when = np.flatnonzero(self.shares.argmax(-1) == self.wanted)
        return int(when[0]) if len(when) else None

    @property
    def headline(self):
        """What it says now."""
        now = int(self.shares[-1].argmax())
        sure = percent(self.shares[-1, now])
        if not self.t:
            label = self.labels[self.chosen]
            return f"The network takes this {label} for a {now}: it is {sure} sure."
        pixels = f"{self.t} pixel{'s' * (self.t > 1)} of 64"
        return f"{pixels} changed: now the network is {sure} sure of a {now}."

    @property
    def summary(self):
        """And how sure it is."""
        share = self.shares[-1, self.wanted]
        return f"{self.headline[:-1]}; it gives {share:.1%} to {self.wanted}, which is wanted."

    @property
    def table(self):
        """Headings and a row for each number of changed pixels."""
        rows = enumerate(self.shares)
        return ("pixels", "says", f"share of {self.wanted}"), [
            (t, int(p.argmax()), f"{p[self.wanted]:.1%}") for t, p in rows
        ]


@EXPERIMENTS.add("blame")
@dataclass(frozen=True, repr=False)
class Blame(Experiment):
    """64-32-10, five passes over 1,000 digits. Each pixel goes to black or to white, whichever the
    gradient asks for; always the one that promises most."""

    chosen: int = knob(0, 0, SHOWN - 1, least=0, most=SHOWN - 1, label="digit", help="or click one")
    wanted: str = knob(OTHER, choices=[OTHER, *"0123456789"], help="which class it shall say")
    seed: int = knob(0, 0, 99, least=0, help="of the network")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    pace: ClassVar[float] = 3
    front: ClassVar[tuple] = ("chosen", "wanted", "seed")

    def frames(self):
        """A frame for each pixel that is changed."""
        net, theta, data = reader(5, self.seed)
        labels = data.y_test.argmax(-1)
        said = net.predict(theta, data.x_test.astype(float)).argmax(-1)
        order = np.argsort(said == labels, kind="stable")  # those it gets wrong come first
        rows = np.concatenate([order[: SHOWN // 2], order[-SHOWN // 2 :]])
        about = data.x_test[rows].astype(float), labels[rows], said[rows], self.chosen
        x, shares, free = about[0][self.chosen], [], np.ones(64, bool)
        ranks = net.predict(theta, x[None])[0].argsort()
        right = int(labels[rows][self.chosen])
        other = right if ranks[-1] != right else int(ranks[-2])
        wanted = other if self.wanted == OTHER else int(self.wanted)
        for t in range(MOST + 1):
            shares.append(softmax(net.predict(theta, x[None]))[0])
            target = np.eye(10)[[wanted]]
            pull = -input_gradient(net, "cross-entropy", theta, x[None], target)[1][0]
            yield BlameFrame(t, *about, x, pull, np.array(shares), wanted)
            new = (pull > 0).astype(float)
            promised = np.where(free, pull * (new - x), -np.inf)
            pixel = int(promised.argmax())
            free[pixel] = False
            x = x.copy()
            x[pixel] = new[pixel]
