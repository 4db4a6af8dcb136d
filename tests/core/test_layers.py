"""Layers that make no sense are refused."""

import pytest

from dlcore import (
    Activation,
    BatchNorm,
    BatchRenorm,
    Dense,
    Dropout,
    Maxout,
    MaxPool,
    Net,
    Noise,
    PlainDropout,
    Residual,
)


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: Dense(0, 3), "n_in must be at least 1, not 0"),
        (lambda: Dense(3, -1), "n_out must be at least 1, not -1"),
        (lambda: Dense(3, 3, "he"), "no initializer is called 'he'"),
        (lambda: Activation("rely"), "Did you mean 'relu'"),
        (lambda: Dropout(1.0), "rate must be at least 0 and less than 1, not 1.0"),
        (lambda: PlainDropout(-0.1), "rate must be"),
        (lambda: Dropout(float("nan")), "rate must be"),
        (lambda: Noise(-1.0), "sigma must be at least 0"),
        (lambda: Maxout(3, 3, 1), "k must be at least 2, not 1"),
        (lambda: MaxPool((6,), (4,)), "window must be as many divisors as shape"),
        (lambda: MaxPool((6,), (2, 2)), "window must be"),
        (lambda: BatchNorm(4, momentum=1.5), "momentum must be between 0 and 1"),
        (lambda: BatchRenorm(4, r_max=0.5), "r_max must be at least 1"),
        (lambda: Residual((Dense(3, 4),)), "layers must be as wide out as in"),
        (lambda: Residual(()), "layers must be at least one layer"),
        (lambda: Net(()), "layers must be at least one layer"),
        (lambda: Net((Dense(3, 4), Dense(5, 2))), "takes 5 inputs, but 4 come"),
        (lambda: Net((Dense(3, 4), BatchNorm(3))), "takes 3 inputs, but 4 come"),
    ],
)
def test_nonsense_is_refused(make, message):
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        make()
