"""A network that reads digits of 8 x 8 pixels, as several experiments of this lecture ask it."""

from functools import lru_cache

from ..training import Training

EXAMPLES = 1000
ABOUT = dict(data="digits", examples=EXAMPLES, depth=1, width=32, optimizer="adam", lr=0.005)


@lru_cache(maxsize=8)  # digits change, the network that looks at them stays
def reader(epochs, seed):
    """net, theta (P,) after so many passes, the data; 0: with its first weights."""
    net, theta, data = Training(**ABOUT, batch=50, epochs=max(epochs, 1), seed=seed).trained()
    theta = theta[0] if epochs else net.init([seed])[0]
    return net, theta.astype(float), data
