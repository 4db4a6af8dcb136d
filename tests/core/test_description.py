"""Networks as tables and as graphs."""

from dlcore import Activation, BatchNorm, Dense, Dropout, Net, Residual, mlp
from dlcore.description import counts
from tests.core.helpers import SOURCE_3


def test_counts_of_the_sources():
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
