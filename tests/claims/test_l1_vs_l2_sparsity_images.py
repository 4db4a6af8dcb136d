"""What lecture 14 claims about weights as images: which penalty smooths them, and why."""

from collections import deque

import numpy as np

from dlcore.experiments import Training, WeightImages
from dlcore.experiments.l1_vs_l2_sparsity.weight_images import roughness
from dlcore.experiments.stack import Stack
from dlcore.training import accuracy
from tests.claims.ends import last

HALF = dict(data="mnist10k", examples=2000, depth=1, width=50, epochs=15, lr=0.1)  # the units


def trained(shuffled=False, **knobs):
    """Roughness and share right, medians, of the panel's networks with half of their units."""
    training = Training(optimizer="gradient-descent", **HALF | knobs)
    data = WeightImages(shuffled=shuffled).ordered(training.examples_of())
    stack = Stack([training], data)
    theta = deque(stack.steps(), maxlen=1).pop().theta
    right = accuracy(stack.net, theta, data.x_test[:1000], data.y_test[:1000])
    rough = roughness(stack.net.weights(theta)[0].swapaxes(-1, -2))
    return float(np.median(rough)), float(np.median(right))


def test_l2_smooths_the_weights_l1_much_less(fresh, claim):
    """4 points: three times what single dips of curves leave of medians."""
    frame = last(WeightImages(**fresh))
    none, l2, l1 = np.median(frame.rough[..., -1], -1)
    right = np.median(frame.test[..., -1], -1)
    claim(
        "L2 takes the roughness of weights as images to about half that of static, L1 less far",
        f"no penalty {none:.2f}, L2 {l2:.2f}, L1 {l1:.2f}; static 1",
        none > 0.85 and l2 < 0.55 and 0.65 < l1 < none,
    )
    claim(
        "Such weights of L2 and L1 read equally well, at most 6 points worse than without penalty",
        ", ".join(f"{share:.1%}" for share in right),
        right[0] - right[1:].min() < 0.06 and abs(right[1] - right[2]) < 0.04,
    )


def test_l2_is_as_smooth_as_the_images_it_sees(fresh, claim):
    (usual, right), (rough, other) = (trained(s, l2=0.03, **fresh) for s in (False, True))
    weak = trained(l2=0.015, **fresh)[0]
    claim(
        "With the pixels of all images in one random order L2's weights are as rough as static",
        f"roughness {usual:.2f} and {rough:.2f}, test right {right:.1%} and {other:.1%}",
        usual < 0.55 and rough > 0.9 and abs(right - other) < 0.04,
    )
    claim(
        "At half the price L2's images stay rougher",
        f"roughness {weak:.2f} in place of {usual:.2f}",
        weak > usual + 0.1,
    )


def test_much_of_the_roughness_is_the_start(fresh, claim):
    none, _ = trained(std=0.01, **fresh)
    claim(
        "From tiny first weights the images are much smoother without any penalty",
        f"roughness {none:.2f}",
        none < 0.75,
    )
