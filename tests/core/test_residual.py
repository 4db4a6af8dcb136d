"""Skip connections."""

import numpy as np

from dlcore import Activation, Dense, Net, Residual
from dlcore.layers import asked
from tests.core.helpers import normal

close = np.testing.assert_allclose
same = np.testing.assert_array_equal


def test_residual_adds_its_input():
    x, inner = normal(7, 4), (Dense(4, 9), Activation("tanh"), Dense(9, 4))
    skip, plain = Net((Residual(inner),)), Net(inner)
    theta = plain.init(0, float)
    same(skip.init(0, float), theta)
    close(skip.predict(theta, x), x + plain.predict(theta, x), rtol=1e-15)
    dy = normal(7, 4, seed=1)
    (grad, deltas), (grad1, deltas1) = (n.forward(theta, x)[1](dy) for n in (skip, plain))
    same(grad, grad1)
    close(asked(deltas[0]), dy + asked(deltas1[0]), rtol=1e-15)
    zero = 0 * theta
    same(asked(skip.forward(zero, x)[1](dy)[1][0]), dy)  # the gradient passes whole
