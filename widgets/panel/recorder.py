"""The runs of a panel, as they ended, so that they can be compared."""

import asyncio
from dataclasses import dataclass, fields
from functools import cached_property

from dlcore.experiments import Experiment, Frame
from dlcore.words import value_in_words

from .. import texts

LIMIT = 30  # runs that are kept; the oldest goes first
REST = 1.0  # seconds


@dataclass(frozen=True)
class Run:
    """An experiment, the last frame it was asked for, and the seconds of computing till there."""

    number: int
    experiment: Experiment
    frame: Frame
    scores: dict
    seconds: float

    @cached_property
    def line(self):
        """All that is known of it, {heading: value}: knobs, changes, steps, seconds, scores."""
        knobs = {f.name: getattr(self.experiment, f.name) for f in fields(self.experiment)}
        line = {"run": self.number} | knobs | {"t": self.frame.t}
        line |= {"computing seconds": self.seconds}
        for measure, everybody in self.scores.items():
            line |= {f"{measure}, {who}": score for who, score in everybody.items()}
        return line


class Recorder:
    """Keeps the last runs of a panel.

    A run counts when it has finished, was stopped, or was replaced after its first frame. An
    experiment that is computed anew while a slider moves counts when it has rested for `REST`.
    The same experiment again is the same run: it keeps its number. shown: {label: number} of the
    runs the reader wants to see behind the present one; if there is none, the one before is.
    changed() is called when a run is added of which the player did not speak.
    """

    def __init__(self, panel, changed):
        self.panel, self.changed, self.runs, self.count = panel, changed, [], 0
        self.shown, self.before, self.timer = {}, None, None
        self.newest = None  # the frame that was taken last

    def told(self, state):
        """The player said what it is doing now."""
        if self.panel.experiment.instant:
            self._wait()
        elif state in (texts.FINISHED, texts.STOPPED):
            self.take()

    def replaced(self):
        """The present run makes room for another one."""
        self.close()
        if not self.panel.experiment.instant:
            self.before = self.take() or self.before

    def _wait(self):
        self.close()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # nobody moves a slider in a script
            self.take()
        else:
            self.timer = loop.call_later(REST, self._rested)

    def _rested(self):
        self.take()
        self.changed()

    def take(self):
        """Keep the present run, if it has advanced, and return it."""
        player, experiment = self.panel.player, self.panel.experiment
        if len(player.reel.seen) < 2:
            return None
        frame, known = player.reel.seen[-1], self.find(experiment)
        if known and (known.frame.t > frame.t or frame is self.newest):
            return known
        self.count += known is None
        number = known.number if known else self.count
        run = Run(number, experiment, frame.kept(), frame.scores, player.reel.seconds)
        self.newest, self.runs = frame, [run if r is known else r for r in self.runs]
        if not known:
            self.runs = [*self.runs, run][-LIMIT:]
        return run

    def find(self, experiment):
        """The run of this experiment, or None."""
        return next((run for run in self.runs if run.experiment == experiment), None)

    def remove(self, number):
        """Forget a run."""
        self.runs = [run for run in self.runs if run.number != number]

    @property
    def behind(self):
        """{label: frame} to be shown behind the present run."""
        frames = {run.number: run.frame for run in self.runs}
        chosen = {label: frames[n] for label, n in self.shown.items() if n in frames}
        if chosen or self.before is None:
            return chosen
        return {texts.RUN.format(number=self.before.number): self.before.frame}

    def close(self):
        """Wait no longer."""
        if self.timer:
            self.timer.cancel()


def differences(old, new):
    """What makes another experiment of `old`: a list of phrases such as "seed: 0 → 1"."""
    about = {f.name: f.metadata for f in fields(new) if f.metadata}
    pairs = {name: (getattr(old, name), getattr(new, name)) for name in about}
    phrases = [
        f"{texts.label(name, about[name])}: {change(*pair)}"
        for name, pair in pairs.items()
        if pair[0] != pair[1]
    ]
    for step, name, value in new.changes:
        if (step, name, value) not in old.changes:
            said = dict(label=texts.label(name, about[name]), value=value_in_words(value))
            phrases.append(texts.WHILE_RUNNING.format(step=step, **said))
    return phrases


def change(old, new):
    """Two values with an arrow; of several names only those that come and go."""
    if isinstance(old, tuple) and isinstance(new, tuple) and isinstance(old[0], str):
        gone = [f"−{name}" for name in old if name not in new]
        return " ".join(gone + [f"+{name}" for name in new if name not in old])
    return f"{value_in_words(old)} → {value_in_words(new)}"
