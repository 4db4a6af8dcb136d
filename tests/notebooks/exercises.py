"""Exercises of notebooks: what is to be written, its check and its solution, run by themselves.

A check is a function `..._review`, and a cell that prints what it says of the reader's attempt. To
run one, the cells that define what it needs are run before it, and no others.
"""

import ast
from contextlib import redirect_stdout
from io import StringIO

import matplotlib.pyplot as plt

from widgets.course.student import solves, source


def code(notebook):
    """The cells of code."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def calls(cell):
    """Names of the functions it calls."""
    nodes = [n for n in ast.walk(ast.parse(source(cell))) if isinstance(n, ast.Call)]
    return {node.func.id for node in nodes if isinstance(node.func, ast.Name)}


def reviews(notebook):
    """[review, ...]: the checks for which there are solutions."""
    names = [calls(cell) for cell in code(notebook) if solves(cell)]
    return [name for found in names for name in sorted(found) if name.endswith("review")]


def check_of(notebook, review):
    """The cell that prints what a review says of the reader's attempt."""
    [cell] = [c for c in code(notebook) if {review, "print"} <= calls(c) and not solves(c)]
    return cell


def solution_of(notebook, review):
    """The cell that asserts that a review is content."""
    [cell] = [c for c in code(notebook) if review in calls(c) and solves(c)]
    return cell


def named(tree, kind):
    """Names that are read (ast.Load) or written (ast.Store) in a piece of code."""
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, kind)}


def needs(cell):
    """Names that a cell reads, its own among them, and its texts, which may name an entry."""
    tree = ast.parse(source(cell))
    constants = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return named(tree, ast.Load) | {text for text in constants if isinstance(text, str)}


def made(cell):
    """Names that a cell defines at its top level, and those that it registers."""
    names = set()
    for node in ast.parse(source(cell)).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            entries = [d.args[0].value for d in node.decorator_list if is_add(d)]
            names |= {node.name, *entries}
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
        else:
            names |= named(node, ast.Store)
    return names


def is_add(decorator):
    """Is it `@OPTIMIZERS.add("name")`?"""
    return isinstance(decorator, ast.Call) and getattr(decorator.func, "attr", "") == "add"


def needed(notebook, last):
    """The cells up to this one that it needs, in their order; solutions of others are none."""
    cells = code(notebook)
    cells, wanted = cells[: cells.index(last) + 1], {"*"}
    chosen = []
    for cell in reversed(cells):
        if cell is last or (made(cell) & wanted and not solves(cell)):
            chosen.append(cell)
            wanted |= needs(cell)
    return chosen[::-1]


def said(notebook, last):
    """What is printed by this cell after those that it needs."""
    *before, last = needed(notebook, last)
    names = {"__name__": "__main__"}
    with redirect_stdout(StringIO()):
        for cell in before:
            exec(compile(source(cell), cell["id"], "exec"), names)
    with redirect_stdout(StringIO()) as words:
        exec(compile(source(last), last["id"], "exec"), names)
    plt.close("all")
    return words.getvalue()
