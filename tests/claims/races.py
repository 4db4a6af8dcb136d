"""What the claims of lecture 07 share."""

from dlcore.experiments import DigitsRace, FairTuning
from tests.claims.ends import last

NINE = DigitsRace().optimizers


def medians(seeds, **knobs):
    """{rule: steps to arrive, median of 20 starts} for each of the seeds."""
    tuned = (FairTuning(seed=seed, **knobs) for seed in seeds)
    return [last(one).scores["steps to arrive"] for one in tuned]


def said(runs, *names):
    """Smallest and largest number of each rule, in words."""
    spans = ((name, [run[name] for run in runs]) for name in names)
    return ", ".join(f"{name} {min(span):.0f} to {max(span):.0f}" for name, span in spans)
