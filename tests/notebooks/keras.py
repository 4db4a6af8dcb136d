"""The box "The same in Keras": a folded table whose rows are a line of Keras and its twin here.

    <details><summary>The same in Keras</summary>

    | in Keras | here |
    |---|---|
    | `SGD(learning_rate=0.01, momentum=0.9)` | `OPTIMIZERS["momentum"](0.9)`, `lr=0.01` |

    </details>

Nothing of Keras is run. But its lines are Python in today's spelling, every piece of their twins
makes something in dlcore, and the numbers of a line are among those of its twin. What a line does
by Keras' documentation is done in NumPy and compared with its twin (`keras_rules.py` and
`keras_layers.py`); where the two are not the same thing, the box must say so.
"""

import ast
import re

import dlcore
from dlcore import layers

HEAD, FOLD = "The same in Keras", "<details><summary>The same in Keras</summary>"
ROW = re.compile(r"^\|(.+)\|(.+)\|$", re.M)
PIECE = re.compile(r"`([^`]+)`")
TWINS, TOLD = {}, {}  # {name in Keras: (call, pieces of dlcore) -> None}, {name: words of the box}
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
    """What a piece of dlcore makes; one that is a comparison must be true."""
    found = eval(compile(parsed(piece), piece, "eval"), vars(layers) | vars(dlcore))
    assert found is not False, f"{piece} is false"
    return found


# ---- twins


def twin(*names, told=""):
    """A test that a line of Keras, called so, and its twin do the same; told: what the box says."""

    def add(test):
        TWINS.update(dict.fromkeys(names, test))
        TOLD.update(dict.fromkeys(names, told) if told else {})
        return test

    return add


def calls(pieces):
    """[(name, [positional values], {keyword: value}), ...] of the outermost calls and below.

    What is no literal stays a text; of layers that a `Maximum` joins only that is told.
    """
    nodes = [node for piece in pieces for node in ast.walk(parsed(piece))]
    nodes = [n for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    nodes = [n for n in nodes if n.func.id != "dict"]
    found = [
        (n.func.id, [*map(valued, n.args)], {k.arg: valued(k.value) for k in n.keywords})
        for n in nodes
    ]
    joined = [call for call in found if call[0] == "Maximum"]
    return joined or found


def valued(node):
    """The value of a literal, or its text."""
    try:
        return ast.literal_eval(node)
    except ValueError:
        return ast.unparse(node)


def differences(box):
    """Lines of a box that are not what their twins are, and differences that it does not tell."""
    for theirs, ours in rows(box):
        for name, args, keywords in calls(theirs):
            if name not in TWINS:
                yield f"nobody says what {name} does, see keras_layers.py"
                continue
            try:
                TWINS[name](args, keywords, [*map(made, ours)])
            except Exception as error:
                yield f"{name} is not {ours}: {error!r}"
            if TOLD.get(name, "") not in box:
                yield f"the box does not tell of {name}: {TOLD[name]}"
