"""What is wrong with a run, in words: measured numbers in, findings out.

Each function returns a list, empty if all is well, so that lists can be joined. The thresholds
lie where real runs leave a wide gap; each is argued beside its name, and tested on such runs.
"""

from dataclasses import dataclass

import numpy as np

WINDOW = 20  # steps: a few swings of momentum 0.9, whose memory is 1 / (1 - 0.9) = 10 steps
BACK = 0.5  # share of turns by more than 90 degrees: a walk at random has 1/2; runs have 0 or 1
VISIBLE = 1e-4  # of the scene: shorter steps are a tenth of a pixel, and often only rounding
SLOW = 1e-3  # of the scene a step: more than 1,000 steps, the longest race, to cross it
STILL = 1e-6  # of the scene a step: a million steps to cross it
EXPLODED = 10  # times the first loss: batches vary it far less
GAP = 0.05  # test loss over its lowest: 5 % is Prechelt's GL_5 ("Early Stopping - but when?", 1998)
LEARNED = 0.5  # of the loss of guessing: less than half of what is to be learned is learned
DEAD = 0.5  # of a layer: healthy ReLU networks of 8 layers reach 0.4, those that die 0.8 to 1
SATURATED = 0.3  # of a layer's outputs: healthy tanh networks have at most 0.12, large weights 0.6
RATIO = 100  # between the gradients of two layers: 0.3 to 7 in healthy networks of up to 8 layers


@dataclass(frozen=True)
class Finding:
    """One observation: `key` for programs, `sentence` for readers, `numbers` it rests on."""

    key: str
    sentence: str
    numbers: dict


# ---- one run on its way: a path over a surface or of a network's weights


def descent(path, losses, goal, size, who="The run"):
    """Findings on a way down. path (n, P), losses (n,); size: of the scene, its diagonal.

    A run that diverged has nothing else to be told; one below the goal may creep.
    """
    if lost := divergence(losses, who):
        return lost
    motion = [*zigzag(path, size, who), *noise_floor(path, losses, size, who)]
    if losses[-1] < goal:
        return motion
    said = f"{who} has not arrived: its loss is {losses[-1]:.3g}, the goal is {goal:.3g}."
    unarrived = Finding("unarrived", said, dict(loss=float(losses[-1]), goal=goal))
    return [unarrived, *motion, *creeping(path, size, who)]


def divergence(losses, who="The run"):
    """The loss (n,) is not finite any more, or ten times as large as at the start."""
    bad = ~np.isfinite(losses)
    if bad.any():
        said = f"{who} diverged: its loss grew beyond all bounds."
        return [Finding("divergence", said, dict(point=int(bad.argmax())))]
    if len(losses) and losses[-1] > EXPLODED * abs(losses[0]):
        said = f"{who} diverges: its loss grew from {losses[0]:.3g} to {losses[-1]:.3g}."
        return [Finding("divergence", said, dict(first=float(losses[0]), last=float(losses[-1])))]
    return []


def last_steps(path, size):
    """path (n, P) -> its last steps (WINDOW, P), in units of `size`, and their mean length."""
    steps = np.diff(path[-WINDOW - 1 :], axis=0) / size
    return steps, float(np.linalg.norm(steps, axis=1).mean())


def zigzag(path, size, who="The run"):
    """More than half of the last turns go back, by more than 90 degrees. path (n, P)."""
    if len(path) <= WINDOW:
        return []
    steps, length = last_steps(path, size)
    back = float(((steps[1:] * steps[:-1]).sum(-1) < 0).mean())
    if length < VISIBLE or back <= BACK:
        return []
    said = f"{who} zigzags: {back:.0%} of its last turns go back."
    return [Finding("zigzag", said, dict(back=back))]


def noise_floor(path, losses, size, who="The run"):
    """It moves, gets no farther than a walk at random would, and the loss no longer falls.

    The walk of n steps of length s ends about s sqrt(n) away. A loss that falls has fallen by a
    tenth from one half of the last steps to the other. path (n, P), losses (n,).
    """
    if len(path) <= WINDOW:
        return []
    steps, length = last_steps(path, size)
    progress = float(np.linalg.norm(steps.sum(0)))
    earlier, later = np.split(np.asarray(losses)[-WINDOW:], 2)
    on_the_spot = progress < length * np.sqrt(WINDOW) and later.mean() > 0.9 * earlier.mean()
    if length < VISIBLE or not on_the_spot:
        return []
    walked = WINDOW * length
    said = (
        f"{who} moves on the spot: its last {WINDOW} steps were together {walked:.0%} of the scene "
        f"long and led {progress:.1%} away."
    )
    return [Finding("noise-floor", said, dict(walked=walked, progress=progress))]


def creeping(path, size, who="The run"):
    """At its pace the run would need more than 1,000 steps to cross the scene. path (n, P)."""
    if len(path) <= WINDOW:
        return []
    _, length = last_steps(path, size)
    if length >= SLOW:
        return []
    said = f"{who} stands still."
    if length > STILL:
        said = (
            f"{who} creeps: at its pace it would take {1 / length:,.0f} steps to cross the scene."
        )
    return [Finding("creeping", said, dict(pace=length))]


# ---- curves of a training


def underfit(losses, guessing, who="The network"):
    """Training loss (n,) still above half of that of guessing, ln C for C classes.

    "underfit" if it hardly falls any more, by less than a twentieth over half of the points (from
    the second quarter to the last); else "unarrived".
    """
    n = len(losses) // 4
    if n < 2 or divergence(losses):
        return []
    before, late = (float(np.mean(part)) for part in (losses[n : 2 * n], losses[-n:]))
    if late <= LEARNED * guessing:
        return []
    numbers = dict(loss=late, before=before, guessing=guessing)
    high = f"its training loss is {late:.3g}, where guessing gives {guessing:.3g}"
    if late < 0.95 * before:
        return [Finding("unarrived", f"{who} still learns: {high}, and falls.", numbers)]
    return [Finding("underfit", f"{who} underfits: {high}, and hardly falls any more.", numbers)]


def overfit(train, test, who="The network"):
    """The test loss rose 5 % above its lowest while the training loss fell on. train, test (n,).

    The lowest and the present value are means of five points, as single ones are noisy.
    """
    if len(test) < 10:
        return []
    smooth = [np.convolve(curve, np.full(5, 0.2), "valid") for curve in (train, test)]
    best = int(np.argmin(smooth[1]))
    rise = float(smooth[1][-1] / smooth[1][best] - 1)
    if rise <= GAP or smooth[0][-1] >= smooth[0][best]:
        return []
    said = (
        f"{who} overfits: since point {best + 2} its test loss has risen by {rise:.0%}, to "
        f"{smooth[1][-1]:.3g}, while its training loss fell to {smooth[0][-1]:.3g}."
    )
    return [Finding("overfit", said, dict(best=best + 2, rise=rise))]


# ---- layers, first to last


def dead_units(shares, who="The network"):
    """Share of units in each hidden layer (L,) that are silent on all examples."""
    return worst(shares, DEAD, "dead", "of the units are dead: silent on every example", who)


def saturated_units(shares, who="The network"):
    """Share of outputs in each hidden layer (L,) at a flat end of the activation."""
    said = "of the outputs are saturated: in the flat part of the activation"
    return worst(shares, SATURATED, "saturated", said, who)


def worst(shares, limit, key, what, who):
    """A finding on the layer with the largest share, if it is above the limit."""
    layer = int(np.argmax(shares))
    if shares[layer] <= limit:
        return []
    said = f"{who}: in hidden layer {layer + 1}, {shares[layer]:.0%} {what}."
    return [Finding(key, said, dict(layer=layer + 1, share=float(shares[layer])))]


def gradient_flow(sizes, who="The network"):
    """Size of the loss gradient of each layer's weights (L,): "vanishing" or "exploding".

    Compared are the first and the last layer; a gradient of 0 everywhere has vanished, too.
    """
    first, last = float(sizes[0]), float(sizes[-1])
    numbers = dict(first=first, last=last)
    if not np.isfinite(sizes).all() or first > RATIO * last:
        said = f"the gradient explodes on its way down: {first:.2g} at the first layer"
        return [Finding("exploding", f"{who}: {said}, {last:.2g} at the last.", numbers)]
    if last >= RATIO * first:
        said = f"the gradient vanishes on its way down: {last:.2g} at the last layer"
        return [Finding("vanishing", f"{who}: {said}, {first:.2g} at the first.", numbers)]
    return []
