"""One line of imports brings all that notebooks use."""

import builtins

import dlcore
import widgets
from dlcore import experiments, layers, optimizers
from widgets import everything


def test_one_line_brings_all():
    names = {}
    exec("from widgets.everything import *", names)
    assert names["np"].pi and names["plt"].plot and names["islice"]
    assert names["SURFACES"] is dlcore.SURFACES and names["descend"] is dlcore.descend
    assert names["Adadelta"] is optimizers.Adadelta and names["Residual"] is layers.Residual
    assert names["OptimizerRace"] is experiments.OptimizerRace
    assert {*widgets.__all__} <= names.keys()


def test_no_name_hides_another():
    """A panel, a function of dlcore and an experiment may not be called the same."""
    groups = [
        everything.public(dlcore).keys(),
        {kind.__name__ for kind in dlcore.EXPERIMENTS.values()},
        {*widgets.__all__},
        {*vars(builtins)},
    ]
    assert len(set().union(*groups)) == sum(map(len, groups))
