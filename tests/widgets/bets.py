"""Bets on a short race, and how they are answered."""

import json

import numpy as np

from tests.widgets.panels import press
from widgets import optimizer_race, predict

RULES = ("gradient-descent", "momentum", "adam")


def race(**knobs):
    panel = optimizer_race(steps=20, optimizers=RULES, **knobs)
    panel.player.speed.value = 8.0
    return panel


def best(frame):
    return frame.names[frame.losses[:, -1].argmin()]


def who_is_best(panel, **about):
    about = dict(choices=RULES, answer=best) | about
    return predict("Who is lowest?", panel=panel, **about)


async def answer(question, value):
    """Give this answer, commit, and wait for the run."""
    question.kind.radio.value = value
    press(question.commit_button)
    await question.panel.player.task


def saved(file):
    return json.loads(file.read_text())


def bet_on_loss(panel, **about):
    """How low gradient descent gets, a number."""
    usual = dict(kind="number", within=1.5, factor=True, marks="y2")
    usual["answer"] = lambda frame: frame.losses[0, -1]
    return predict("How low?", panel=panel, **usual | about)


async def type_and_run(question, text):
    question.kind.field.value = text
    press(question.commit_button)
    await question.panel.player.task


def curve_of_loss(panel, **about):
    """How the loss falls, a curve of five points."""
    return predict(
        "How does the loss of gradient descent fall?",
        panel=panel,
        kind="curve",
        x=("step", 0, 20),
        y=("loss", 0.01, 100),
        within=1.5,
        log=True,
        answer=lambda f: (np.arange(f.t + 1), f.losses[0]),
        **about,
    )


def veiled(panel):
    return "live-veiled" in panel._dom_classes


def drawn(panel):
    """Our shapes in the picture, by what they say."""
    shapes = panel.view.figure._figure.layout.shapes
    return {shape.label.text: shape for shape in shapes if shape.name == "bet"}
