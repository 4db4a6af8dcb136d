"""Registries: what is added is found, what is not there is asked for by its right name."""

import numpy as np
import pytest

from dlcore import OPTIMIZERS, SURFACES, Surface
from dlcore.knobs import AndMore
from dlcore.optimizers.rule import as_rule
from dlcore.registry import Registry
from dlcore.surfaces import as_surface


def test_entries_keep_their_order_and_a_second_one_of_a_name_replaces_the_first():
    registry = Registry("thing", lambda thing, scale=1: scale * thing)
    assert registry.add("one")(1) == 1
    assert registry.add("two", scale=10)(2) == 20
    registry.add("one")(7)
    assert list(registry.items()) == [("one", 7), ("two", 20)]


def test_an_unknown_name_lists_what_there_is_and_guesses():
    registry = Registry("activation")
    for name in ("relu", "tanh"):
        registry.add(name)(name)
    for error in (ValueError, KeyError):
        with pytest.raises(error) as said:
            registry["rely"]
        known = "no activation is called 'rely'; there are: relu, tanh. Did you mean 'relu'?"
        assert str(said.value) == known
    with pytest.raises(ValueError, match=r"there are: relu, tanh\.$"):
        registry["sine wave"]


def test_watchers_hear_of_new_entries_and_are_not_kept_alive():
    class Watcher:
        def registry_grew(self, registry):
            seen.append(list(registry))

    seen, registry, watcher = [], Registry("thing"), Watcher()
    registry.watchers.add(watcher)
    registry.add("a")(1)
    del watcher
    registry.add("b")(2)
    assert seen == [["a"]]


# ---- what a reader registers


def read(source, **names):
    """Run the source as the cell of a notebook would."""
    names |= {"__name__": "__main__"}
    exec(source, names)
    return names


RULE = """
@registry.add({name!r})
class Mine:
    def init(self, theta): return 0
    def update(self, state, grad): raise RuntimeError("oops")
"""


@pytest.fixture
def rules():
    """Rules of the course, in a registry of their own."""
    registry = Registry("optimizer", as_rule)
    registry.update(OPTIMIZERS)
    registry.shipped.update(OPTIMIZERS.shipped)
    return registry


def test_an_entry_that_fails_is_marked_until_it_is_mended(rules, capsys):
    read(RULE.format(name="mine"), registry=rules)
    assert list(rules.failing) == ["mine"] and "RuntimeError: oops" in rules.failing["mine"]
    assert rules.failing["mine"] in " ".join(capsys.readouterr().out.split())
    assert list(rules)[-1] == "mine" and rules.intact == list(OPTIMIZERS.shipped)
    rules.add("mine")(rules["adam"])
    assert rules.failing == {}
    read(RULE.format(name="adam"), registry=rules)
    assert list(rules.failing) == ["adam"] and "adam" not in rules.intact
    del rules["mine"], rules["adam"]
    assert rules.failing == {} and "adam" not in rules.intact


def test_what_comes_in_by_another_door_is_tried_as_well(rules):
    rules["mine"] = 7
    rules.update(other=lambda: None)
    assert list(rules.failing) == ["mine", "other"]


def test_what_the_course_registers_is_shipped():
    # in whatever order: other tests take entries out and put them back
    assert sorted(OPTIMIZERS.shipped) == sorted(OPTIMIZERS) == sorted(OPTIMIZERS.intact)
    assert SURFACES.failing == {}


@pytest.mark.parametrize("name", [3, None, 2.5, ("a", "b"), b"mine", np.str_])
def test_names_are_texts(rules, name):
    with pytest.raises(TypeError, match=r"a name in quotes .* optimizer .* has none"):
        rules.add(name)(OPTIMIZERS["adam"])


@pytest.mark.parametrize("name", ["", " ", "two\nlines", " mine", "\t", "a\x00b"])
def test_names_can_be_shown(rules, name):
    with pytest.raises(ValueError, match="name must be a text on one line"):
        rules.add(name)(OPTIMIZERS["adam"])


def test_a_forgotten_name_is_said(rules):
    with pytest.raises(TypeError, match=r'@REGISTRY.add\("mine"\)'):

        @rules.add
        class Mine: ...

    assert list(rules) == list(OPTIMIZERS)


def test_a_surface_may_come_ready_made():
    registry = Registry("surface", as_surface)
    ready = Surface(SURFACES["bowl"].function, start=(0.5, 0.5))
    assert registry.add("one")(ready) is ready
    assert registry.add("two", goal=1.0)(ready) == Surface(ready.function, ready.start, goal=1.0)


def test_choices_beside_a_registry_are_named_once():
    registry = Registry("activation")
    choices = AndMore(registry, before=["none"], after=["maxout"])
    registry.add("maxout")(lambda z: z)
    assert list(choices) == ["none", "maxout"] and list(choices.failing) == ["maxout"]
    assert choices.intact == ["none", "maxout"]
