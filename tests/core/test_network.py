"""Networks: counts, views, pictures, files."""

import numpy as np
import pytest

from dlcore import (
    LAYERS,
    Activation,
    BatchNorm,
    Dense,
    Dropout,
    Maxout,
    MaxPool,
    Net,
    ParametricReLU,
    Residual,
    load,
    mlp,
    save,
)
from dlcore.description import counts
from dlcore.layers import Layer
from tests.core.helpers import example_of

same = np.testing.assert_array_equal

SOURCE_3 = Net(
    (
        BatchNorm(784),
        Dense(784, 300),
        BatchNorm(300),
        Activation("elu"),
        Dense(300, 100),
        BatchNorm(100),
        Activation("elu"),
        Dense(100, 10),
    )
)


def test_counts_of_the_lectures():
    two = mlp(784, 100, 10)
    assert [sum(counts(layer)) for layer in two.layers] == [78_500, 0, 1_010]
    norms = [layer for layer in SOURCE_3.layers if isinstance(layer, BatchNorm)]
    assert [sum(counts(layer)) for layer in norms] == [3136, 1200, 400]
    learned, tracked = (sum(n) for n in zip(*map(counts, SOURCE_3.layers), strict=True))
    assert (SOURCE_3.size, learned, tracked) == (271_346, 268_978, 2_368)
    assert SOURCE_3.tracked_mask.sum() == 2_368


def test_summary():
    assert mlp(784, 100, 10).summary() == "\n".join(
        [
            "layer                      outputs  parameters",
            "input                          784",
            "dense                          100      78,500",
            "relu                           100           0",
            "dense                           10       1,010",
            "total                                   79,510",
            "  learned (trainable)                   79,510",
            "  tracked (non-trainable)                    0",
        ]
    )
    for figure in ("271,346", "268,978", "2,368", "3,136"):
        assert figure in SOURCE_3.summary()
    assert "any" in Net((Activation("relu"),)).summary()


def test_graph_with_a_skip_connection():
    block = Residual((Dense(5, 5), Activation("relu"), Residual((Dense(5, 5),))))
    graph = Net((Dropout(0.2), Dense(4, 5), block, Dense(5, 2))).graph()
    kinds = [node["kind"] for node in graph["nodes"]]
    inner = ["dense", "activation", "dense", "sum", "sum"]
    assert kinds == ["input", "dropout", "dense", *inner, "dense"]
    assert [node["size"] for node in graph["nodes"]] == [4, 4, 5, 5, 5, 5, 5, 5, 2]
    assert graph["nodes"][4]["label"] == "relu"
    edges = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (4, 6), (6, 7), (2, 7), (7, 8)]
    assert graph["edges"] == edges
    assert sum(node["learned"] for node in graph["nodes"]) == 25 + 30 + 30 + 12


def test_writing_a_view_writes_theta():
    net = mlp(3, 2, 2)
    theta = np.zeros((4, net.size))
    net.views(theta)[0]["W"][1] = 7
    assert (theta[1] == 7).sum() == 6
    assert not theta[[0, 2, 3]].any()
    assert [W.shape for W in net.weights(theta)] == [(4, 3, 2), (4, 2, 2)]


def test_masks():
    net = Net((Dense(3, 4), BatchNorm(4), ParametricReLU(4), Maxout(4, 2, 3)))
    assert net.weight_mask.sum() == 3 * 4 + 3 * 4 * 2
    assert net.size == 16 + 16 + 4 + 30


def test_widths():
    net = Net((Dropout(0.1), Dense(6, 8), MaxPool((8,), (2,)), Activation("tanh")))
    assert net.widths == [6, 6, 8, 4, 4]
    assert Net((Activation("relu"),)).widths == [None, None]


def test_mlp():
    net = mlp(4, 5, 6, 2, activation="elu")
    assert [layer.init for layer in net.layers[::2]] == ["he-normal"] * 3
    assert mlp(4, 2, activation="softplus").layers[0].init == "xavier-normal"
    assert mlp(4, 2, init="zeros").layers[0].init == "zeros"
    assert len(net.layers) == 5
    with pytest.raises(ValueError, match="sizes needs an input and an output size"):
        mlp(4)


# --- files


def test_every_layer_survives_a_file(tmp_path):
    for name, kind in LAYERS.items():
        net = Net((example_of(kind),))
        theta = net.init([0, 1])
        save(tmp_path / name, net, theta)
        again, read = load(tmp_path / name)
        assert again == net
        same(read, theta)
        assert read.dtype == np.float32


def test_a_trained_network_predicts_the_same_after_the_file(tmp_path):
    theta, x = SOURCE_3.init(0), np.random.default_rng(0).random((3, 784), np.float32)
    save(tmp_path / "net.npz", SOURCE_3, theta)
    net, read = load(tmp_path / "net.npz")
    same(net.predict(read, x), SOURCE_3.predict(theta, x))


def test_strengths_of_runs_survive_a_file(tmp_path):
    net = Net((Dropout(np.array([0.1, 0.5]).reshape(2, 1, 1)), Dense(3, 2)))
    save(tmp_path / "net.npz", net, net.init(0))
    same(np.asarray(load(tmp_path / "net.npz")[0].layers[0].rate), net.layers[0].rate)


def test_damaged_files_are_refused_or_harmless(tmp_path):
    net = mlp(3, 4, 2)
    theta, path = net.init(0), tmp_path / "net.npz"
    save(path, net, theta)
    good, rng, refused = path.read_bytes(), np.random.default_rng(0), 0
    for trial in range(300):
        bad = bytearray(good)
        if trial % 3:
            for place in rng.integers(len(bad), size=1 + trial % 4):
                bad[place] ^= 1 << rng.integers(8)
        else:
            bad = bad[: rng.integers(len(bad))]
        path.write_bytes(bad)
        try:
            again, read = load(path)
        except ValueError as error:
            assert "net.npz holds no network that can be read" in str(error)
            refused += 1
        else:  # the damage hit a place that says nothing, such as a date
            assert again == net
            same(read, theta)
    assert refused > 150


def test_foreign_files_are_refused(tmp_path):
    path, net = tmp_path / "foreign", mlp(3, 2)
    good = dict(format="dlcore network 1", theta=np.zeros(net.size))
    layers = '[{"layer": "dense", "n_in": 3, "n_out": 2, "init": "he-normal"}]'
    contents = {
        "format": dict(theta=np.zeros(3)),
        "not dlcore network 1": good | dict(format="dlcore network 9", layers=layers),
        "no layer is called 'conv'": good | dict(layers='[{"layer": "conv"}]'),
        "n_in must be at least 1": good | dict(layers=layers.replace("3", "0")),
        "theta must have 10 entries": good | dict(layers=layers.replace("3", "4")),
        "Object arrays": good | dict(layers=layers, theta=np.array([{}], object)),
    }
    for message, content in contents.items():
        np.savez(path.open("wb"), **content)
        with pytest.raises(ValueError, match=f"foreign holds no network.*{message}"):
            load(path)
    for content in (b"", b"hello", b"PK\x03\x04" + bytes(100)):
        path.write_bytes(content)
        with pytest.raises(ValueError, match="foreign holds no network"):
            load(path)
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "nothing")


def test_what_could_not_be_read_back_is_not_saved(tmp_path):
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class Double(Layer):
        def forward(self, p, x, rng=None):
            return 2 * x, lambda dy: (2 * dy, {})

    net = Net((Dense(3, 2), Double()))
    same(net.predict(np.ones(8), np.ones((1, 3))), [[8, 8]])
    assert net.graph()["nodes"][-1]["label"] == "Double"
    with pytest.raises(ValueError, match="no layer is called 'Double'"):
        save(tmp_path / "net.npz", net, net.init(0))
    with pytest.raises(ValueError, match="theta must have 8 entries"):
        save(tmp_path / "net.npz", mlp(3, 2), np.zeros(9))
