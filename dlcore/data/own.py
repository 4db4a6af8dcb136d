"""Data of one's own: a CSV file with two features and a label in each line."""

import csv

import numpy as np

from .sets import one_hot
from .transforms import hold_out


def from_csv(path, features=(0, 1), label=-1, share=0.25, seed=0, delimiter=","):
    """CSV file -> Data, of which a `share`, drawn with `seed`, is the test part.

    features: two columns of numbers; label: the column with the class, any text. A column is
    named by its place 0, 1, ... (-1 is the last) or by the header. The first line is taken for a
    header if it has no number in either feature. Classes are in the order of their names.
    """
    lines = read_lines(path, delimiter)
    header = lines[0][1]
    *features, label = (place_of(column, header) for column in (*features, label))
    if not any(is_number(header[place]) for place in features):
        lines = lines[1:]
    x = [[number_in(cells[place], place, at) for place in features] for at, cells in lines]
    classes, labels = np.unique([cells[label] for _, cells in lines], return_inverse=True)
    if len(classes) < 2:
        raise ValueError(f"label must name at least 2 classes, not {classes.tolist()}")
    return hold_out(np.array(x, np.float32), one_hot(labels), share, seed)


def read_lines(path, delimiter):
    """Lines that are not empty, as (line number, cells without spaces around them)."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        reader = csv.reader(file, delimiter=delimiter)
        lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(row)]
    if not lines:
        raise ValueError(f"path must lead to a file with data; {path} is empty")
    width = len(lines[0][1])
    for at, cells in lines:
        if len(cells) != width:
            raise ValueError(f"line {at} must have {width} columns as the first, not {len(cells)}")
    return lines


def place_of(column, header):
    """Place or name of a column -> its place."""
    names = dict(zip(header, range(len(header)), strict=True))
    names |= {place: place % len(header) for place in range(-len(header), len(header))}
    if column not in names:
        known = ", ".join(header)
        raise ValueError(f"no column {column!r} among the {len(header)} of the file: {known}")
    return names[column]


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
