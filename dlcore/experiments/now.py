"""What holds at the present step of a run whose knobs are turned on the way."""

from dataclasses import replace


class Now:
    """The knobs of a run that is under way: `at(step)` is the experiment as it stands there."""

    def __init__(self, experiment):
        self.changes, self.step = list(experiment.changes), -1
        self.value = replace(experiment, changes=())

    def at(self, step):
        """The experiment with all changes up to this step."""
        for at, name, value in self.changes:
            if self.step < at <= step:
                self.value = replace(self.value, **{name: value})
        self.step = step
        return self.value

    def turn(self, name, value):
        """Change a knob from the next step on."""
        self.changes.append((self.step + 1, name, value))
