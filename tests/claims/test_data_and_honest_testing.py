"""What lecture 02 claims: error bars, chosen scores, folds, leaks, forgotten steps."""

from itertools import islice

import numpy as np
import pytest

from dlcore import DATASETS, LOSSES, OPTIMIZERS, Objective, descend, hold_out, mlp, one_hot, zca
from dlcore.data import first
from dlcore.experiments import (
    BestOfMany,
    Confusion,
    ForgottenStep,
    Leaderboard,
    Leaks,
    ManySplits,
    RotatingFolds,
)
from tests.claims.words import percent
from tests.core.helpers import at_step, last

SPLITS = 30


@pytest.mark.certain
def test_nothing_is_lost_on_the_way(claim):
    data = DATASETS["mnist10k"]()
    images, labels = data.x.reshape(-1, 28, 28), data.y.argmax(-1)
    there_and_back = (images.reshape(-1, 784) == data.x).all()
    claim(
        "Pixel (row, column) of a 28 × 28 image is entry 28 row + column; one-hot and argmax undo "
        "each other",
        f"in all of {len(data.x):,} images; row 3, column 5 is entry 89",
        there_and_back
        and (images[:, 3, 5] == data.x[:, 89]).all()
        and (one_hot(labels, 10).argmax(-1) == labels).all(),
    )


@pytest.mark.certain
def test_whitening(claim):
    data, epsilon = DATASETS["digits"](), 1e-7
    c = np.cov(zca(data, epsilon).x.T, bias=True)
    alive = data.x.var(0) > 100 * epsilon
    off = np.abs(c[alive][:, alive] - np.eye(alive.sum())).max()
    claim(
        "After ZCA with a small epsilon the covariance of the pixels that vary is the identity",
        f"largest difference {off:.2g}, {alive.sum()} of 64 pixels",
        off < 0.1 and alive.sum() > 50,
    )


@pytest.fixture(scope="module")
def splits(seeds):
    """Deviations from the mean of each seed (2, 5 * SPLITS), and the formula (2,)."""
    frames = [last(ManySplits(splits=SPLITS, seed=seed)) for seed in seeds]
    off = np.concatenate([f.right - f.right.mean(-1, keepdims=True) for f in frames], -1)
    return off * np.sqrt(SPLITS / (SPLITS - 1)), np.mean([f.formula for f in frames], 0)


def test_an_error_bar(splits, claim):
    off, formula = splits
    spread = off.std(-1)
    claim(
        "Test accuracies of random splits fall apart as the formula says, within a quarter",
        f"2,000 test images: {percent(spread[0], 2)}, formula {percent(formula[0], 2)}; 200: "
        f"{percent(spread[1], 2)}, formula {percent(formula[1], 2)}",
        (np.abs(spread / formula - 1) < 0.25).all(),
    )
    claim(
        "A tenth of the test images: about three times the spread",
        f"{spread[1] / spread[0]:.1f} times",
        2.3 < spread[1] / spread[0] < 4.3,
    )


def test_a_better_model_has_a_smaller_error_bar(seeds, claim):
    plain, better = (
        [last(ManySplits(data="digits", learner=name, splits=30, seed=s)).spread[0] for s in seeds]
        for name in ("nearest mean", "nearest neighbour")
    )
    claim(
        "On the small digits the better model has the smaller spread",
        f"nearest mean {percent(plain, 2)}; nearest neighbour {percent(better, 2)}",
        max(better) < min(plain),
    )


@pytest.mark.certain
def test_confusions(claim):
    """On one division; with others when claims are tested with another SPLIT."""
    frames = [last(Confusion(learner=name)) for name in ("nearest mean", "nearest neighbour")]
    wrong = [f.counts - np.diag(f.counts.diagonal()) for f in frames]
    claim(
        "Most of each class is right, and its mistakes are unevenly spread",
        f"right {', '.join(percent(f.accuracy) for f in frames)}; the largest of 90 kinds of "
        f"mistake holds {', '.join(percent(w.max() / w.sum()) for w in wrong)} of them",
        all((f.counts.diagonal() > w.max(-1)).all() for f, w in zip(frames, wrong, strict=True))
        and all(w.max() / w.sum() > 4 / 90 for w in wrong),
    )


def test_the_best_of_many(seeds, claim):
    best = {}
    for models in (1, 10, 100, 1000):
        frames = [last(BestOfMany(models=models, runs=20, seed=20 * seed)) for seed in seeds]
        best[models] = np.mean([[f.best[:, -1].mean(), f.fresh[:, -1].mean()] for f in frames], 0)
    claim(
        "The best of 10, 100, 1,000 coins has about 5, 9, 11 points too much of 200 test labels, "
        "and one half of fresh ones",
        "; ".join(f"{k:,}: {percent(v)}" for k, v in best.items()),
        all(abs(fresh - 0.5) < 0.015 for _, fresh in best.values())
        and np.allclose([best[k][0] for k in best], [0.5, 0.554, 0.588, 0.613], atol=0.012),
    )
    many = np.mean([last(BestOfMany(labels=2000, seed=s)).best[:, -1].mean() for s in seeds])
    claim(
        "With 2,000 labels the best of 1,000 coins has about four points too much",
        percent(many),
        0.53 < many < 0.545,
    )


def test_a_leaderboard(fresh, claim):
    public, private = {}, {}
    for submissions in (10, 100, 1000):
        frame = last(Leaderboard(submissions=submissions, **fresh))
        public[submissions], private[submissions] = frame.public[:, -1], frame.private[:, -1]
    claim(
        "Public scores climb to about 45% in 1,000 submissions, private ones stay at chance",
        "; ".join(
            f"{n:,}: public {percent(public[n].mean())}, private {percent(private[n].mean())}"
            for n in public
        ),
        public[10].mean() < public[100].mean() < public[1000].mean()
        and 0.38 < public[1000].min()
        and public[1000].max() < 0.55
        and all(0.06 < p.mean() < 0.14 for p in private.values()),
    )
    few = last(Leaderboard(labels=40, changed=2, **fresh))
    large = last(Leaderboard(labels=4000, **fresh))
    claim(
        "20 public labels are won with more than 80%; of 2,000 fewer than a third are right",
        f"{percent(few.public[:, -1])}; {percent(large.public[:, -1])}",
        few.public[:, -1].mean() > 0.8 and large.public[:, -1].max() < 1 / 3,
    )


@pytest.fixture(scope="module")
def estimates(seeds):
    """{k: estimate minus truth (3, 5 * 20)} by hold-out, k folds and leaving one out."""
    frames = {k: [last(RotatingFolds(k=k, samples=20, seed=s)) for s in seeds] for k in (5, 10)}
    return {k: np.concatenate([f.off for f in every], -1) for k, every in frames.items()}


def test_folds(estimates, claim):
    spread = {k: off.std(-1) for k, off in estimates.items()}
    held, folded, alone = spread[5]
    claim(
        "Of 100 labels: hold-out falls about twice as far apart as five folds, and leaving one out "
        "about as far as five folds",
        f"hold-out {percent(held)}, five folds {percent(folded)}, leave one out {percent(alone)}",
        1.5 < held / folded < 2.7 and 0.75 < alone / folded < 1.25,
    )
    claim(
        "Ten folds are hardly better than five, a hold-out of a tenth is worse than one of a fifth",
        f"ten folds {percent(spread[10][1])}, hold-out {percent(spread[10][0])}",
        0.75 < spread[10][1] / folded < 1.25 and spread[10][0] > held,
    )


def test_leaks(seeds, claim):
    said = {}
    for name in ("nothing", "scale", "choose", "copy"):
        early = {} if name == "nothing" else {name: True}
        frames = [last(Leaks(draws=10, seed=seed, **early)) for seed in seeds]
        said[name] = np.mean([f.right.mean(-1) for f in frames], 0)
    words = "; ".join(f"{name} {percent(test)}" for name, (test, _) in said.items())
    claim(
        "On coin tosses: features chosen before the split report 80 to 95%, copies made before it "
        "more than 95%; scaling shows nothing; fresh data say one half",
        f"before the split: {words}; fresh {percent([true for _, true in said.values()])}",
        0.8 < said["choose"][0] < 0.95 < said["copy"][0]
        and abs(said["scale"][0] - said["nothing"][0]) < 0.05
        and all(abs(true - 0.5) < 0.03 for _, true in said.values()),
    )


def test_forgotten_steps(fresh, claim):
    lost = {
        (name, n): 100 * (f.right[0] - f.right)
        for name, n in (("relu", 600), ("tanh", 600))
        for f in [last(ForgottenStep(activation=name, examples=n, **fresh))]
    }
    relu, tanh = lost["relu", 600], lost["tanh", 600]
    claim(
        "Pixels 16 times as large in the test cost less than two points, also with tanh units",
        f"{relu[1].mean():.1f} points; tanh {tanh[1].mean():.1f}",
        np.abs(relu[1]).max() < 2 and tanh[1].mean() < 2,
    )
    claim(
        "Digits on their side are lost: over 70 points; a mean subtracted in the test only costs a "
        "few",
        f"{relu[3].mean():.0f} points; {relu[2].mean():.1f}",
        relu[3].min() > 70 and 0 < relu[2].mean() < 15,
    )


def test_the_loss_would_have_shown_it(seeds, claim):
    data, net = first(DATASETS["digits"](), 600), mlp(64, 100, 10)
    f = Objective(net, "cross-entropy", data.x, data.y, 32, seed=[*seeds])
    theta = at_step(570, f, net.init([*seeds]), OPTIMIZERS["adam"](), 0.005).theta
    losses = [
        LOSSES["cross-entropy"](net.predict(theta, k * data.x_test), data.y_test)[0]
        for k in (1, 16)
    ]
    claim(
        "The test loss of pixels 16 times as large is more than four times as large",
        f"{losses[0].mean():.2f} and {losses[1].mean():.2f}",
        (losses[1] > 4 * losses[0]).all(),
    )


def test_the_best_epoch(seeds, claim):
    gains = 100 * np.array([flattery(seed) for seed in range(8 * seeds[0], 8 * seeds[0] + 10)])
    claim(
        "The best of forty epochs by 200 test images shows about a point too much",
        f"{gains.mean():.1f} points on average of ten trainings, {gains.min():.1f} to "
        f"{gains.max():.1f}",
        0.3 < gains.mean() < 2 and (gains > -0.1).mean() > 0.8,
    )


def flattery(seed):
    """What the best epoch by one judge has more than by the other, both ways round."""
    digits = DATASETS["digits"]()
    part = hold_out(digits.x, digits.y, 0.8, seed)
    x, y = part.x_test[:400], part.y_test[:400].argmax(-1)
    net = mlp(64, 32, 10)
    f = Objective(net, "cross-entropy", part.x, part.y, batch=32, seed=seed)
    steps = islice(descend(f, net.init(seed), OPTIMIZERS["adam"](), lr=0.005), 9 * 40)
    right = np.array([net.predict(s.theta, x).argmax(-1) == y for s in list(steps)[8::9]])
    a, b = right[:, :200].mean(-1), right[:, 200:].mean(-1)
    return (a.max() + b.max() - b[a.argmax()] - a[b.argmax()]) / 2
