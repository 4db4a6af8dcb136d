"""What every experiment says: headlines in plain words at every moment, whole tables."""

import re

import numpy as np
import pytest

from dlcore import OPTIMIZERS
from dlcore.experiments import load, load_all
from dlcore.registry import EXPERIMENTS
from tests.experiments.small import small

load_all()
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
HYPHENED = [name for name in OPTIMIZERS if "-" in name]
# beside small runs with usual values: runs that end well, diverge, or have unusual knobs
UNUSUAL = [
    ("optimizer-race", dict(lr=2.0)),
    ("optimizer-race", dict(rates="tuned", steps=300)),
    ("optimizer-race", dict(surface="bowl", steps=200, starts=3)),
    ("optimizer-race", dict(optimizers=("gradient-descent",), lr=2.0)),
    ("hill", dict(steps=400)),
    ("hill", dict(lr=3.0, landscape="bowl")),
    ("hill", dict(beta=0.0)),
    ("momentum-map", dict(lr=0.0)),
    ("momentum-map", dict(lr=4.0)),
    ("momentum-map", dict(condition=1.0, beta=0.0)),
    ("adam-lines", dict(gradients="noisy")),
    ("adam-lines", dict(gradients="wild", correction=False)),
    ("critical-points", dict(steps=200)),
    ("critical-points", dict(point="local-minimum", lr=1.0)),
    ("fair-tuning", dict(steps=400, budget=10)),
    ("random-hessians", dict(examples=4000, shift=5.0)),
    ("random-hessians", dict(examples=4000, shift=-2.0)),
    ("digits-race", dict(rates="same", lr=2.0)),
    ("digits-race", dict(optimizers=("gradient-descent",))),
    ("curve-descent", dict(lr=2.0)),
    ("curve-descent", dict(lr=0.25)),
    ("curve-descent", dict(ground="narrow and wide", start=-0.9)),
    ("four-rates", dict(greedy=True, lr=1.0, times=20.0)),
    ("four-rates", dict(batch=20, activation="linear", lr=1.0)),
    ("batch-budget", dict(sizes=("all",), lr=2.0)),
    ("gradient-noise", dict(epochs=20)),
    ("feature-scaling", dict(stretch=30.0)),
    ("feature-scaling", dict(rates="own", lr=2.0)),
    ("feature-scaling", dict(rates="own", lr=1e-3)),
    ("fog-walk", dict(way=((0.0, 0.0), (-0.5, 0.9), (-1.2, 1.6), (-1.7, 2.1)))),
    ("fog-descent", dict(starts=10, lr=2.0)),
    ("best-step", dict(rule="slope / curvature")),
    ("best-step", dict(lr=1.0)),
    ("grid-or-gradient", dict(k=100)),
    ("chain", dict(scale=30.0, activation="relu", depth=50)),
    ("chain", dict(scale=0.1, depth=200)),
    ("chain", dict(width=1, activation="relu")),
    ("glow", dict(activation="relu", init="he-normal", digit=7)),
    ("glow", dict(init="normal", depth=12)),
    ("glow", dict(activation="linear", init="zeros", depth=1)),
    ("nudge", dict(activations=("sigmoid", "relu", "tanh", "linear"), depth=12)),
    ("nudge", dict(activations=("relu",), scale=10.0)),
    ("weight-images", dict(shuffled=True)),
    ("weight-images", dict(lr=30.0)),
    ("degradation", dict(kinds=("plain", "residual"))),
    ("pretrained", dict(method="autoencoder")),
    ("twins", dict(activation="relu")),
    ("twins", dict(start="He", dropout=0.5)),
    ("sums", dict(n=1)),
    ("sums", dict(n=1000, sigma=3.0, activation="sigmoid")),
    ("signal", dict(init="zeros")),
    ("signal", dict(gain=100.0, depth=200)),
    ("signal", dict(init="normal", activation="tanh", depth=50)),
    ("matrices", dict(kinds=("orthogonal", "normal", "sparse"))),
    ("scales", dict(norms=("none", "batch norm", "layer norm", "renorm norm"))),
    ("one-weight", dict(steps=1500)),
    ("one-weight", dict(lr=50.0, strength=50.0, steps=600)),
    ("one-weight", dict(start=1e6, data=1.0)),
    ("two-weights", dict(w1=0.0, w2=0.0, noise=0.0)),
    ("two-weights", dict(strength=30.0, runs=1)),
    ("class-images", dict(l1=0.05, l2=0.3, target=8)),
    ("decay", dict(optimizer="gradient-descent", epochs=5)),
    ("decay", dict(optimizer="gradient-descent", strength=30.0, rate=500.0, epochs=10)),
    ("pruning", dict(l1=0.01, l2=0.1)),
    ("smoothing", dict(strength=0.1, data="circle", epochs=50)),
    ("sparsity", dict(epochs=5)),
    ("averages", dict(kinds=("linear",))),
    ("bagged", dict(degree=0)),
    ("bagged", dict(members=2, noise=0.0)),
    ("dropout-rates", dict(epochs=20, batch=20)),
    ("knockout", dict(rate=0.0)),
    ("masks", dict(rate=0.0, input_rate=0.0)),
    ("mismatch", dict(rate=0.9, activation="relu", epochs=5)),
    ("thinned", dict(rate=0.0)),
    ("thinned", dict(behind=0, epochs=3)),
    ("noise-floor", dict(schedules=("inverse-sqrt", "performance", "1cycle"), noise=0.0)),
    ("noise-floor", dict(lr=1.9, noise=3.0)),
    ("scheduled", dict(schedules=("exponential",), clock="batches", factor=0.01)),
    ("scheduled", dict(lr=100.0)),
    ("plateau", dict(patience=1, span=0.05)),
    ("plateau", dict(lr=300.0)),
    ("tuned-schedules", dict(schedules=("inverse-sqrt", "power"), runs=1)),
    ("schedule-editor", dict(drawn=((0.0, 100.0),))),
    ("rate-range", dict(optimizer="adam")),
    ("recipe-loop", dict(patient="C", remedy="ReLU", then="more examples")),
    ("clinic", dict(patient=4, cure="dropout", diagnosis="softmax twice")),
    ("clinic", dict(patient=5, cure="shuffle the examples", instrument="learning rate: 1 point")),
]


def significant(number):
    """How many significant digits a number has, if it is not whole."""
    return len(number.replace(".", "").lstrip("0")) if "." in number else 0


def faults(line):
    """What a reader would stumble over."""
    checks = {
        "longer than 90": len(line) > 90,
        "no full stop": not line.endswith("."),
        "begins small": re.match("[a-z]", line),  # λ may stay as it is
        "more than one line": "\n" in line,
        "e-notation": re.search(r"\de[+-]?\d", line),
        "no number": re.search(r"\b(nan|inf|None|endless|no number)\b", line),
        "hyphens": any(name in line.lower() for name in HYPHENED),
        "more than two digits": any(significant(n) > 2 for n in NUMBER.findall(line)),
        "how far it is": re.match(r"(Step|Update|Frame) [\d,]+ of [\d,]+\b", line),
    }
    return [fault for fault, found in checks.items() if found]


@pytest.mark.parametrize("key, knobs", [*((key, {}) for key in EXPERIMENTS), *UNUSUAL], ids=str)
def test_headlines_are_short_and_plain_and_tables_as_wide_as_their_headings(key, knobs):
    frames = list(small(load(key), **knobs).frames())
    said = {frame.headline: faults(frame.headline) for frame in frames}
    assert {line: found for line, found in said.items() if found} == {}
    for head, rows in (frames[0].table, frames[-1].table):
        assert head and all(len(row) == len(head) for row in rows)
        assert knobs or not re.search(r"\b(nan|inf)\b", str(rows))


@pytest.mark.parametrize(
    "line, fault",
    [
        ("Loss 3.14.", "more than two digits"),
        ("Loss 1e-05.", "e-notation"),
        ("Lost: gradient-descent.", "hyphens"),
        ("adam is lowest.", "begins small"),
        ("Step 0 of 1,000.", "how far it is"),
        ("Loss nan.", "no number"),
        ("The end", "no full stop"),
    ],
)
def test_faults_are_found(line, fault):
    assert faults(line) == [fault]
    assert faults("Momentum is in the pit (step 1,044). 50,000 times smaller: 0.00012.") == []


def headlines(key, **knobs):
    return [frame.headline for frame in small(load(key), **knobs).frames()]


def test_headlines_say_what_is_so():
    first, *_, last = headlines("optimizer-race", rates="tuned", steps=300)
    assert first == "All start at the ring." and last.startswith("Newton is in the pit (step 9).")
    assert headlines("critical-points", point="minimum")[-1] == "A minimum: nobody has left it."
    assert headlines("decay", optimizer="gradient-descent")[-1].startswith("L2 penalty and weight")
    assert headlines("thinned", rate=0.0)[-1] == "The scaled network is just the mean of all 16."
    assert headlines("momentum-map", lr=4.0)[0] == "Here the error never goes away."
    assert headlines("hill", steps=400)[-1] == "The ball is at rest in the pit."


def test_a_headline_has_the_number_of_the_frame():
    *_, frame = small(load("chain"), depth=10, seed=3).frames()
    times = 1 / np.median(frame.sizes[0])
    assert f"{float(f'{times:.2g}'):,.0f} times smaller" in frame.headline
