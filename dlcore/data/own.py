"""Data of one's own: a CSV file with features and a label in each line."""

import csv
from io import StringIO
from pathlib import Path

import numpy as np

from ..checks import require
from .sets import one_hot
from .transforms import hold_out

UNKNOWN = {"", "?", "-", "na", "n/a", "nan", "null"}  # what stands where nothing is known


def from_csv(path, features=(0, 1), label=-1, share=0.25, seed=0, delimiter=",", header=None):
    """CSV file -> Data, of which a `share`, drawn with `seed`, is the test part.

    features: two columns of numbers; label: the column with the class, any text. A column is
    named by its place 0, 1, ... (-1 is the last) or by the header. header: whether the first line
    is one; None looks, and asks where it is not clear. Classes are in the order of their names.
    """
    require(header in (None, False, True), "header", header, "True, False or None")
    lines = read_lines(path, delimiter)
    names = lines[0][1]
    *features, label = places_of(features, label, names)
    if has_header(lines, features, label) if header is None else header:
        lines = lines[1:]
        for place in features:
            check_named(names[place], place, [cells[place] for _, cells in lines])
    x = [[number_in(cells[place], place, at) for place in features] for at, cells in lines]
    classes, labels = np.unique([class_in(*line, label) for line in lines], return_inverse=True)
    if len(classes) < 2:
        raise ValueError(f"label must name at least 2 classes, not {classes.tolist()}")
    if len(classes) == len(lines) > 2:
        raise ValueError(f"label must name classes, not something else in each line: {classes[:5]}")
    return hold_out(np.array(x, np.float32), one_hot(labels), share, seed)


def text_of(path):
    """What a text file says, in UTF-8, or in UTF-16 as Excel writes it."""
    require(isinstance(path, str | Path), "path", path, "the name of a file")
    content = Path(path).expanduser().read_bytes()
    if content.startswith(b"PK"):
        raise ValueError(f"path must lead to a CSV file; {path} is a workbook: save it as CSV")
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"path must lead to a text in UTF-8; {path}, line {line}, is none: save it again as "
            '"CSV UTF-8"'
        ) from None


def read_lines(path, delimiter):
    """Lines that are not empty, as (line number, cells without spaces around them)."""
    good = isinstance(delimiter, str) and len(delimiter) == 1
    require(good, "delimiter", delimiter, "one character")
    reader = csv.reader(StringIO(text_of(path), newline=""), delimiter=delimiter)
    try:
        lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise ValueError(f"path must lead to a CSV file; {path} is none: {error}") from None
    lines = [(at, cells) for at, cells in lines if any(cells)]
    if not lines:
        raise ValueError(f"path must lead to a file with data; {path} is empty")
    width = len(lines[0][1])
    for at, cells in lines:
        if len(cells) != width:
            raise ValueError(f"line {at} must have {width} columns as the first, not {len(cells)}")
    return lines


def places_of(features, label, names):
    """Places of the features and of the label, all different."""
    good = isinstance(features, tuple | list) and len(features) > 0
    require(good, "features", features, "a tuple of columns, (0, 1) or their names")
    places = [place_of(column, names) for column in (*features, label)]
    other = len(set(places)) == len(places)
    require(other, "features", features, f"different columns, and none the label's, {label!r}")
    return places


def place_of(column, names):
    """Place or name of a column -> its place."""
    if isinstance(column, str) and names.count(column) == 1:
        return names.index(column)
    whole = isinstance(column, int | np.integer) and not isinstance(column, bool)
    if whole and -len(names) <= column < len(names):
        return int(column) % len(names)
    known = ", ".join(names)
    said = "more than one" if column in names else "no"
    raise ValueError(f"{said} column {column!r} among the {len(names)} of the file: {known}")


def has_header(lines, features, label):
    """Whether the first line names the columns: in words, or as 0, 1, 2 ... (pandas does).

    Numbers may be either; then a class that only the first line has makes one ask.
    """
    first, labels = lines[0][1], {cells[label] for _, cells in lines[1:]}
    named = first if first[0] else first[1:]
    if named == [str(i) for i in range(len(named))]:
        return True
    cells = [first[place] for place in features]
    if not any(map(is_number, cells)) and any(cell.lower() not in UNKNOWN for cell in cells):
        return True
    if first[label] not in labels and len(labels) < len(lines) - 1:
        came = ", ".join(first)
        raise ValueError(f"header must be said, True or False: is the first line one? {came}")
    return False


def check_named(name, place, cells):
    """A column without a name that counts the lines, as pandas writes it, is no feature."""
    counted = [str(i) for i in range(len(cells))]
    if not name and cells == counted:
        raise ValueError(f"features must not have column {place} in them: it counts the lines")


def is_number(cell):
    """Whether a cell holds a number."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def number_in(cell, place, line):
    """The number in a cell, finite as float32."""
    if not is_number(cell) or not abs(float(cell)) <= float(np.finfo(np.float32).max):
        raise ValueError(f"line {line}, column {place} must hold a number, not {cell!r}")
    return float(cell)


def class_in(line, cells, place):
    """The name of the class in a line; it must have one."""
    if cells[place].lower() in UNKNOWN - {"-", "na"}:
        raise ValueError(f"line {line}, column {place} must hold a class, not {cells[place]!r}")
    return cells[place]
