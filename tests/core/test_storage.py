"""Networks in files: what was saved is read, what is damaged or foreign is refused."""

import numpy as np
import pytest

from dlcore import LAYERS, Dense, Dropout, Net, load, mlp, save
from dlcore.layers import Layer
from tests.core.helpers import SOURCE_3, example_of

same = np.testing.assert_array_equal


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
