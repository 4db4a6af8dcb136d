"""Registries: what is added is found, what is not there is asked for by its right name."""

import pytest

from dlcore.registry import Registry


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
