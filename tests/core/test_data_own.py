"""CSV files of one's own."""

import numpy as np
import pytest

from dlcore.data import from_csv

LINES = ["1,2,cat", "3,4,dog", "5,6,cat", "7.5,-8e-1,dog", "", "9,0,cat", "2,2,dog"]


def file_of(tmp_path, lines, encoding="utf-8"):
    path = tmp_path / "own.csv"
    path.write_text("\n".join(lines), encoding=encoding)
    return path


def sorted_rows(data):
    """All examples of both parts as sorted rows (x1, x2, place of the class)."""
    x, y = np.concatenate([data.x, data.x_test]), np.concatenate([data.y, data.y_test])
    return sorted(zip(*x.T.tolist(), y.argmax(1).tolist(), strict=True))


EXPECTED = sorted(
    [(1, 2, 0), (3, 4, 1), (5, 6, 0), (7.5, np.float32(-0.8), 1), (9, 0, 0), (2, 2, 1)]
)


def test_two_features_and_a_label(tmp_path):
    data = from_csv(file_of(tmp_path, LINES), share=0.5)
    assert sorted_rows(data) == EXPECTED
    assert data.x.shape == data.x_test.shape == (3, 2) and data.y.shape == (3, 2)
    assert data.x.dtype == data.y.dtype == np.float32
    again, other = (from_csv(file_of(tmp_path, LINES), share=0.5, seed=s) for s in (0, 1))
    np.testing.assert_array_equal(data.x, again.x)
    assert not np.array_equal(data.x, other.x)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_header_is_noticed_and_names_columns(tmp_path, encoding):
    lines = ["size,weight,animal", *LINES]
    assert sorted_rows(from_csv(file_of(tmp_path, lines, encoding))) == EXPECTED
    named = from_csv(file_of(tmp_path, lines, encoding), ("size", "weight"), "animal")
    assert sorted_rows(named) == EXPECTED


def test_columns_in_any_order_and_another_delimiter(tmp_path):
    lines = ["animal; note; weight; size"]
    lines += ["; ".join((c[2], "x", c[1], c[0])) for c in (s.split(",") for s in LINES if s)]
    data = from_csv(file_of(tmp_path, lines), ("size", 2), "animal", delimiter=";")
    assert sorted_rows(data) == EXPECTED


def test_labels_may_be_numbers(tmp_path):
    lines = ["0,1,2,7", "1,1,1,3", "2,1,0,7"]
    assert sorted_rows(from_csv(file_of(tmp_path, lines), (0, 2))) == [
        (0, 2, 1),
        (1, 1, 0),
        (2, 0, 1),
    ]


@pytest.mark.parametrize(
    "lines, arguments, message",
    [
        ([""], {}, "is empty"),
        (LINES, {"label": "species"}, "no column 'species' among the 3 of the file"),
        (["a,b,c", *LINES], {"features": ("a", "d")}, "no column 'd' .*: a, b, c"),
        (LINES, {"features": (0, 3)}, "no column 3"),
        ([*LINES, "3,four,dog"], {}, "line 8, column 1 must hold a number, not 'four'"),
        ([*LINES, "nan,4,dog"], {}, "line 8, column 0 must hold a number, not 'nan'"),
        ([*LINES, "1e39,4,dog"], {}, "line 8, column 0 must hold a number, not '1e39'"),
        ([*LINES, "3,,dog"], {}, "line 8, column 1 must hold a number, not ''"),
        ([*LINES, "3,4"], {}, "line 8 must have 3 columns as the first, not 2"),
        (["1,2,cat", "3,4,cat"], {}, r"label must name at least 2 classes, not \['cat'\]"),
        (["a,b,c"], {}, "label must name at least 2 classes"),
        (LINES, {"share": 0}, "share must be such that both parts of 6 have examples, not 0"),
        (LINES, {"share": 1}, "share must be"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, lines, arguments, message):
    with pytest.raises(ValueError, match=message):
        from_csv(file_of(tmp_path, lines), **arguments)
