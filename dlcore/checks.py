"""One sentence for every argument that makes no sense."""

import numpy as np


def require(good, name, value, allowed):
    """Raise ValueError("<name> must be <allowed>, not <value>") unless all of `good` is true."""
    if not np.all(good):
        raise ValueError(f"{name} must be {allowed}, not {value!r}")
