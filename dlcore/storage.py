"""Networks in files: theta and the description of the layers in one .npz, nothing executable."""

import json
from dataclasses import fields
from pathlib import Path

import numpy as np

from .checks import require
from .description import kind_of
from .layers import Layer
from .network import Net, check_net
from .registry import LAYERS

FORMAT = "dlcore network 1"


def save(path, net, theta):
    """Write the layers and theta (..., P) to a file; `load` gives them back."""
    check_net("net", net)
    net.views(theta)  # complains if theta is another network's
    text = json.dumps(describe(net.layers))
    with open(place(path), "wb") as file:
        np.savez(file, format=FORMAT, layers=text, theta=theta)


def load(path):
    """File -> (net, theta). A damaged or foreign file is a ValueError that says what is wrong."""
    with open(place(path), "rb") as file:
        try:
            content = np.load(file, allow_pickle=False)
            if str(content["format"]) != FORMAT:
                raise ValueError(f"its format is {content['format']}, not {FORMAT}")
            net, theta = Net(restore(json.loads(str(content["layers"])))), content["theta"]
            net.views(theta)
        except Exception as error:  # whatever reading a broken file may raise
            raise ValueError(f"{path} holds no network that can be read: {error}") from error
    return net, theta


def place(path):
    """Where a file is, or will be; ~ is the home folder."""
    require(isinstance(path, str | Path), "path", path, "the name of a file")
    return Path(path).expanduser()


def describe(value):
    """Layers, tuples, arrays and numbers -> what JSON can hold."""
    if isinstance(value, Layer):
        LAYERS[kind_of(value)]  # a class that is not registered could not be read back
        own = {f.name: describe(getattr(value, f.name)) for f in fields(value)}
        return {"layer": kind_of(value)} | own
    if isinstance(value, tuple | list):
        return [describe(one) for one in value]
    return value.tolist() if isinstance(value, np.ndarray | np.generic) else value


def restore(value):
    """The way back; lists become tuples."""
    if isinstance(value, dict):
        about = {name: restore(one) for name, one in value.items()}
        return LAYERS[about.pop("layer")](**about)
    return tuple(map(restore, value)) if isinstance(value, list) else value
