"""What lecture 09 claims about what saves a deep network, and what does not."""

from tests.claims.deep import judge, judge_on_the_way, ten_layers
from tests.claims.words import percent


def test_tanh_and_relu_are_alive_with_ten_layers(fresh, claim):
    fair = dict(init="xavier-normal", optimizer="adam", lr=0.002)
    right = {}
    for name in ("sigmoid", "tanh", "relu"):
        training = ten_layers(**fresh, activation=name, **fair)
        right[name] = judge(training)["train"].mean()
    claim(
        "With the same weights and rule, ten layers of tanh or ReLU learn, of sigmoid do not",
        ", ".join(f"{name} {share:.0%}" for name, share in right.items()) + " right",
        right["sigmoid"] < 0.5 and min(right["tanh"], right["relu"]) > 0.8,
    )


def test_one_change_saves_it(fresh, claim):
    start = dict(init="xavier-normal", lr=0.05)
    saving = [dict(skip=True), dict(norm="batch"), dict(activation="tanh")]
    useless = [dict(optimizer="adam"), dict(lr=0.5)]
    trainings = [ten_layers(**fresh, **start | change) for change in saving + useless]
    # the usual 5 epochs are the first quarter of 20
    usual, longer = judge_on_the_way(ten_layers(**fresh, **start, epochs=20), 1 / 4, 1)
    means = [usual, *(judge(training)["train"].mean() for training in trainings), longer]
    claim(
        "Skip connections, batch normalization or tanh, each alone, save ten sigmoid layers",
        f"right before {means[0]:.0%}, after {percent(means[1:4], 0)}",
        means[0] < 0.2 and min(means[1:4]) > 0.75,
    )
    claim(
        "Adam, a rate ten times as large, or four times the epochs do not",
        f"{percent(means[4:], 0)} right",
        max(means[4:]) < 0.2,
    )


def test_dropout_is_the_wrong_remedy(fresh, claim):
    """Five layers learn, so that there is something to lose; earlier seeds lost 0.55 and more."""
    without, with_ = (
        judge(ten_layers(**fresh, depth=5, dropout=share))["train"].mean() for share in (0, 0.2)
    )
    claim(
        "Dropout makes a network worse that has trouble with its training digits",
        f"five sigmoid layers: {without:.0%} right without, {with_:.0%} with dropout 0.2",
        with_ < without - 0.3,
    )
