"""The box "The same in Keras": a folded table whose rows are a line of Keras and its twin here.

    <details><summary>The same in Keras</summary>

    | in Keras | here |
    |---|---|
    | `SGD(learning_rate=0.01, momentum=0.9)` | `OPTIMIZERS["momentum"](0.9)`, `lr=0.01` |

    </details>

Nothing of Keras is run. But its lines are Python in today's spelling, every piece of their twins
makes something in dlcore, and the numbers of a line are among those of its twin.
"""

import ast
import re

import dlcore
from dlcore import layers

HEAD, FOLD = "The same in Keras", "<details><summary>The same in Keras</summary>"
ROW = re.compile(r"^\|(.+)\|(.+)\|$", re.M)
PIECE = re.compile(r"`([^`]+)`")
OLD = {"lr", "decay", "fit_generator", "ImageDataGenerator", "init", "nb_epoch"}


def boxes(notebook):
    """Texts of the cells with a box."""
    return [cell.source for cell in notebook.cells if HEAD in cell.source]


def rows(box):
    """[(pieces of Keras, pieces of dlcore), ...]."""
    found = [[PIECE.findall(side) for side in row.groups()] for row in ROW.finditer(box)]
    return [tuple(row) for row in found if any(row)]


def complaints(box):
    """What is wrong with a box."""
    if FOLD not in box or "</details>" not in box:
        yield f"it is not folded: {FOLD}"
    if not rows(box):
        yield "it has no rows"
    for theirs, ours in rows(box):
        if not theirs or not ours:
            yield f"a side is missing: {theirs or ours}"
        for piece in theirs:
            yield from (f"{name} is the old spelling in {piece}" for name in spelled(piece) & OLD)
        for piece in ours:
            try:
                made(piece)
            except Exception as error:
                yield f"{piece}: {error!r}"
        if missing := numbers(theirs) - numbers(ours):
            yield f"{ours} lacks the numbers {sorted(missing)} of {theirs}"


def parsed(piece):
    """A piece of code, which may also be a keyword, `lr=0.01`."""
    try:
        return ast.parse(piece, mode="eval")
    except SyntaxError:
        return ast.parse(f"dict({piece})", mode="eval")


def spelled(piece):
    """Names and keywords in a piece."""
    nodes = list(ast.walk(parsed(piece)))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return names | {node.arg for node in nodes if isinstance(node, ast.keyword)}


def numbers(pieces):
    """Numbers that stand in pieces of code; True is none."""
    nodes = [node for piece in pieces for node in ast.walk(parsed(piece))]
    values = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return {value for value in values if type(value) in (int, float)}


def made(piece):
    """What a piece of dlcore makes."""
    return eval(compile(parsed(piece), piece, "eval"), vars(layers) | vars(dlcore))
