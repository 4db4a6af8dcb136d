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


# --- files as other programs write them

ROWS = [f"{i * 0.5},{i % 7},{i % 2}" for i in range(20)]


def plain_rows(tmp_path, lines=(), **arguments):
    return sorted_rows(from_csv(file_of(tmp_path, [*lines, *ROWS]), **arguments))


def counted(lines):
    """With the column in front that pandas writes unless index=False."""
    return [f",{lines[0]}", *(f"{i},{line}" for i, line in enumerate(lines[1:]))]


@pytest.mark.parametrize("header", ["0,1,2", "x,y,class", "x,,class", '"size, cm",y,class'])
def test_headers_of_words_and_of_the_numbers_that_pandas_writes(tmp_path, header):
    assert plain_rows(tmp_path, [header]) == plain_rows(tmp_path)
    assert plain_rows(tmp_path, [header], header=True) == plain_rows(tmp_path)


@pytest.mark.parametrize("header", ["0,1,2", "x,y,class"])
def test_a_column_that_counts_the_lines_is_no_feature(tmp_path, header):
    path = file_of(tmp_path, counted([header, *ROWS]))
    with pytest.raises(ValueError, match="features must not have column 0.*it counts the lines"):
        from_csv(path)
    assert sorted_rows(from_csv(path, (1, 2))) == plain_rows(tmp_path)


@pytest.mark.parametrize("first", ["2019,2020,class", "0.0,1.0,2.0", "7,8,9"])
def test_a_first_line_that_may_be_either_is_asked_for(tmp_path, first):
    with pytest.raises(
        ValueError, match="header must be said, True or False.*" + first[:3].replace(",", ", ?")
    ):
        plain_rows(tmp_path, [first])
    assert plain_rows(tmp_path, [first], header=True) == plain_rows(tmp_path)
    if first != "2019,2020,class":
        assert len(plain_rows(tmp_path, [first, first], header=False)) == 22


@pytest.mark.parametrize("mark", ["?", "", "NA", "n/a", "null", "nan", "-"])
def test_what_is_missing_is_refused_in_the_first_line_as_elsewhere(tmp_path, mark):
    for lines in ([f"{mark},{mark},1", *ROWS], [*ROWS[:5], f"{mark},{mark},1", *ROWS]):
        with pytest.raises(ValueError, match=r"line \d, column 0 must hold a number"):
            from_csv(file_of(tmp_path, lines))
    if mark not in ("NA", "-"):
        with pytest.raises(ValueError, match="line 21, column 2 must hold a class"):
            from_csv(file_of(tmp_path, [*ROWS, f"1,2,{mark}"]))


@pytest.mark.parametrize("blank", ["   ", "\t", ",,", " , , ", ""])
def test_lines_of_blanks_are_skipped(tmp_path, blank):
    expected = plain_rows(tmp_path)
    assert sorted_rows(from_csv(file_of(tmp_path, [blank, *ROWS, blank]))) == expected
    assert plain_rows(tmp_path, ["x,y,class", blank]) == expected


def test_files_that_excel_writes(tmp_path, monkeypatch):
    named = [f"{row[:-1]}{('Rot', 'Grün')[int(row[-1])]}" for row in ROWS]
    wide = from_csv(file_of(tmp_path, ["x,y,class", *named], "utf-16"))
    np.testing.assert_array_equal(wide.x, from_csv(file_of(tmp_path, named)).x)
    path = file_of(tmp_path, named, "latin-1")
    with pytest.raises(ValueError, match=r"path must lead to a text in UTF-8; .*own.csv, line 2"):
        from_csv(path)
    path.write_bytes(b"PK\x03\x04 and so on")
    with pytest.raises(ValueError, match="own.csv is a workbook: save it as CSV"):
        from_csv(path)
    file_of(tmp_path, ROWS)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert sorted_rows(from_csv("~/own.csv")) == plain_rows(tmp_path)


@pytest.mark.parametrize(
    "arguments, message",
    [
        (dict(features=0), "features must be a tuple of columns"),
        (dict(features="xy"), "features must be a tuple of columns"),
        (dict(features=()), "features must be a tuple of columns"),
        (dict(features=(0, 0)), "features must be different columns"),
        (dict(features=(0, 2)), "features must be different columns, and none the label's"),
        (dict(features=(0, 1.5)), "no column 1.5"),
        (dict(features=([0], 1)), r"no column \[0\]"),
        (dict(features=(0, True)), "no column True"),
        (dict(label=0.5), "no column 0.5"),
        (
            dict(label=0, features=(1, 2)),
            "label must name classes, not something else in each line",
        ),
        (dict(delimiter=r"\s+"), r"delimiter must be one character, not"),
        (dict(delimiter=None), "delimiter must be one character"),
        (dict(delimiter=";"), "no column 1"),
        (dict(seed=-1), "seed must be at least 0"),
        (dict(share="a"), "share must be a finite number"),
        (dict(header="x"), "header must be True, False or None"),
    ],
)
def test_arguments_that_make_no_sense_are_named(tmp_path, arguments, message):
    with pytest.raises(ValueError, match=message):
        plain_rows(tmp_path, **arguments)


def test_columns_of_one_name_and_paths_that_are_none(tmp_path):
    with pytest.raises(ValueError, match="more than one column 'x'"):
        plain_rows(tmp_path, ["x,x,class"], features=("x", 1))
    for path in (None, 5, ["own.csv"]):
        with pytest.raises(ValueError, match="path must be the name of a file"):
            from_csv(path)
    with pytest.raises(FileNotFoundError, match="nowhere.csv"):
        from_csv(tmp_path / "nowhere.csv")
