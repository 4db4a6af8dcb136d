"""What a handle on the picture sets: the knobs it belongs to, at the place it is dragged to."""

from bisect import bisect_right
from dataclasses import fields
from math import floor, log10

import numpy as np

from dlcore.knobs import Part

from .. import texts
from .many import ManyNumbers
from .number import plain

NEAR = 0.1  # to x = 0, as far as the slope of a line is concerned


def connect(panel):
    """Let the handles of a new picture move knobs: those whose control can be moved, too."""
    figure, form = panel.view.figure, panel.form
    movable = set(form.controls) - set(panel.fixed)
    figure.handles = [h for h in figure.handles if h.knobs <= movable]
    if figure.handles:
        figure.on_pick(lambda pick: follow(panel, pick))


def follow(panel, pick):
    """A handle is dragged: its knobs follow at once, or at the end if that takes a new run."""
    try:
        knobs = dragged(panel.in_force, pick)
    except ValueError as error:
        return panel.refuse(texts.reason(error))
    controls = [panel.form.controls[name] for name in knobs]
    many = [made for made in controls if isinstance(made, ManyNumbers)]
    for made in many:
        made.since = made.value if made.since is None else made.since
    if pick.done or panel.experiment.instant:
        panel.form.set(**knobs)
    else:
        preview(panel, pick, knobs)
    for made in many if pick.done else ():
        made.since = None
    if pick.done and panel.form.problem:
        panel.view.draw(panel.frame)  # where the handle was before


def preview(panel, pick, knobs):
    """Only the handle moves."""
    figure, trace, now = panel.view.figure, pick.handle.trace, {}
    for axis, name in enumerate(pick.handle[1:3]):
        array = np.array(figure.frame_data(trace)["xy"[axis]], float)
        if pick.handle.turns:
            array[pick.point] = pick[axis]
        elif name:
            f = knob_of(panel.experiment, name)
            array[pick.point] = taken(knobs[name], place_in(f.metadata, pick.point, axis))
        now["xy"[axis]] = array
    figure.set(trace, **now)


def dragged(experiment, pick):
    """A `Pick` -> {knob: value}, at plain numbers inside the range of the knob.

    A knob is one number, or holds many: then point n of the handle is number n of a vector, and of
    a place or a list of points each axis sets its own number. A click elsewhere adds a point to a
    list that may grow, and moves the nearest handle else. What turns a line sets its slope. What
    is chosen by a click is the number of a point, or the choice with this number.
    """
    given, (_, x, y, chooses, turns, count) = {}, pick.handle
    if chooses:
        choices = knob_of(experiment, chooses).metadata["choices"]
        number = pick.point % count if count else pick.point
        return {chooses: list(choices)[number] if choices else number}
    if turns:
        return {x: turned(experiment, knob_of(experiment, x), pick)}
    if x == y and not pick.held and may_grow(knob := knob_of(experiment, x)):
        return {x: one_more(getattr(experiment, x), knob, pick)}
    for axis, name in enumerate((x, y)):
        if name:
            value = given.get(name, getattr(experiment, name))
            given[name] = moved(experiment, knob_of(experiment, name), value, pick, axis)
    return given


def moved(experiment, f, value, pick, axis):
    """The value of a knob (a field) after a drag along one axis."""
    about, place = f.metadata, place_in(f.metadata, pick.point, axis)
    if about["point"]:
        return put(value or experiment.reach(f.name)[1], place, plain(pick[axis]))
    if about["parts"]:
        number = within(pick[axis], part_of(about, place[-1]))
        if about["ordered"] and axis == 0:
            xs = [x for x, *_ in value]
            number = min([max([number, *xs[: pick.point]]), *xs[pick.point + 1 :]])
        return experiment.settled(f.name, put(value, place, number), place)
    low, high = experiment.ends(f.name)
    return within(pick[axis], Part(low, high, about["log"], whole=type(f.default) is int))


def turned(experiment, f, pick):
    """Lines ((slope, height), ...), of which one now runs through the place of a handle.

    Near x = 0 no slope would lead there.
    """
    value, place = getattr(experiment, f.name), (pick.point, 0)
    x = np.copysign(max(abs(pick.x), NEAR), pick.x)
    slope = within((pick.y - value[pick.point][1]) / x, part_of(f.metadata, 0))
    return experiment.settled(f.name, put(value, place, slope), place)


def one_more(points, f, pick):
    """The points of a knob (a field), and one where the click was; what else it has as the last."""
    about, (_, most) = f.metadata, f.metadata["count"]
    if len(points) == most:
        name = texts.label(f.name, about)
        raise ValueError(texts.FULL.format(name=name, most=most))
    place = tuple(within(pick[axis], part_of(about, axis)) for axis in (0, 1))
    lows = tuple(part.low for part in about["parts"].values())
    new = place + (points[-1] if points else lows)[2:]
    at = bisect_right([x for x, *_ in points], place[0]) if about["ordered"] else len(points)
    return (*points[:at], new, *points[at:])


def knob_of(experiment, name):
    """The field of a knob."""
    return next(f for f in fields(experiment) if f.name == name)


def may_grow(f):
    """True for a list of points that may be longer than another."""
    fewest, most = f.metadata["count"] or (0, 0)
    return fewest < most


def part_of(about, i):
    """What is known of a number that a knob holds."""
    return list(about["parts"].values())[i]


def place_in(about, point, axis):
    """Where in the value of a knob the number stands that an axis of a handle sets."""
    if about["count"]:
        return point, axis
    if about["parts"]:
        return (point,)
    return (axis,) if about["point"] else ()


def within(number, part):
    """The nearest plain number in the range of a `Part`; 200 to 2,000 of them fill it."""
    if part.whole:
        return min(max(round(number), part.low), part.high)
    if part.log:
        number = plain(max(number, part.low), 2)
    else:
        number = round(number, 2 - floor(log10((part.high - part.low) / 2)))
    return min(max(number, float(part.low)), float(part.high)) + 0.0  # never −0


def put(value, place, number):
    """A tuple (of tuples) with another number at its place (i,) or (i, j)."""
    i, *inner = place
    new = put(value[i], inner, number) if inner else number
    return (*value[:i], new, *value[i + 1 :])


def taken(value, place):
    """The number at a place."""
    for i in place:
        value = value[i]
    return value
