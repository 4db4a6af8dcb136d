"""How much a notebook asks of its reader, measured: notebook -> a number, or cells at fault.

The way through is what is read in the lecture: all before a heading with the word "evening".
"""

import ast
import re

from widgets import KIT, PANELS

FOLDED = re.compile(r"<details.*?</details>", re.DOTALL)
# neither words nor numbers of the text: code, formulas, tags, addresses, numbers of sections
ASIDE = re.compile(
    r"```.*?```|\$\$.*?\$\$|\$[^$\n]+\$|`[^`\n]*`|<[^>\n]+>|(?<=\])\([^)\s]*\)"
    r"|^\s*(?:#+ )?\d+ ?[.·)](?= )|^\|[-|: ]+\|$",
    re.DOTALL | re.MULTILINE,
)
WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
# a number, not a year, nor the name of a lecture: [09](...), lecture 9, source 2
NUMBER = re.compile(
    r"(?<![\w.])(?<!\[)(?<!ecture )(?<!ectures )(?<!ource )(?!(?:19|20)\d\d\b)\d[\d,.]*"
)
ANSWERS = {"explain", "hints", "done", "because", "reason"}  # keywords that give an answer away
NUMPYS = {"mean", "max", "min", "sum", "std", "median", "prod", "dot", "argmax", "argmin", "ptp"}
PROGRESS = "watch"  # what shows how far the frames of an experiment are
ALL, ALL_NAMES = "widgets.everything", {*KIT, *PANELS}  # what `import *` brings of panels and bets
MOST_WORDS, MOST_TASKS = 25, 3  # of a task, of a list (and of formulas)
FORMULA = re.compile(r"\$\$.*?\$\$", re.S)
TASK = re.compile(r"^\d+\. (.*(?:\n(?!\d+\. |\n| *$).*)*)", re.M)  # one of a numbered list


def way_through(notebook):
    """The cells before the evening."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and re.search(r"^#+ .*evening", cell.source, re.M | re.I):
            return
        yield cell


def prose(notebook):
    """What is read on the way through: no formulas, code, or what is folded."""
    texts = [cell.source for cell in way_through(notebook) if cell.cell_type == "markdown"]
    return ASIDE.sub(" ", FOLDED.sub(" ", "\n\n".join(texts)))


def words(notebook):
    """Words on the way through."""
    return len(WORD.findall(prose(notebook)))


def numbers_per_100_words(notebook):
    """Numbers in the text of the way through; those of formulas and code are not counted."""
    return 100 * len(NUMBER.findall(prose(notebook))) / max(words(notebook), 1)


def lists(notebook):
    """The numbered lists of the way through, each the texts of its tasks."""
    cells = [cell.source for cell in way_through(notebook) if cell.cell_type == "markdown"]
    return [TASK.findall(FOLDED.sub("\n\n", source)) for source in cells]


def long_tasks(notebook):
    """Tasks of more than 25 words; numbers and code do not count."""
    tasks = [task for tasks in lists(notebook) for task in tasks]
    return [task for task in tasks if len(WORD.findall(ASIDE.sub(" ", task))) > MOST_WORDS]


def crowded_lists(notebook):
    """Lists of more than three tasks."""
    return [tasks for tasks in lists(notebook) if len(tasks) > MOST_TASKS]


def crowded_formulas(notebook):
    """Texts between two cells of code, with more than three displayed formulas."""
    texts = [[]]
    for cell in way_through(notebook):
        texts = [*texts, []] if cell.cell_type == "code" else [*texts[:-1], [*texts[-1], cell]]
    joined = ["\n".join(cell.source for cell in text) for text in texts]
    return [text for text in joined if len(FORMULA.findall(FOLDED.sub("", text))) > MOST_TASKS]


def recall_missing(notebook):
    """A lecture begins with questions of earlier ones: the second code cell asks them."""
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    asks = any(source.startswith("recall(") for source in code[1:2])
    return [] if asks or "question" not in notebook.metadata else code[1:2]


def in_sight(notebook):
    """Code cells on the way through whose source is seen."""
    cells = [cell for cell in way_through(notebook) if cell.cell_type == "code"]
    return [c for c in cells if not c.metadata.get("jupyter", {}).get("source_hidden")]


def visible_lines(notebook):
    """Lines of code that are seen on the way through, without empty ones."""
    lines = [line for cell in in_sight(notebook) for line in cell.source.splitlines()]
    return sum(bool(line.strip()) for line in lines)


def tree(cell):
    """The code of a cell; what Python cannot read, as magics, counts as nothing."""
    try:
        return ast.parse(cell.source)
    except SyntaxError:
        return ast.Module([], [])


def import_lines(notebook):
    """Lines that imports take."""
    nodes = [n for cell in in_sight(notebook) for n in ast.walk(tree(cell))]
    imports = [n for n in nodes if isinstance(n, ast.Import | ast.ImportFrom)]
    return sum(n.end_lineno - n.lineno + 1 for n in imports)


def panels(notebook):
    """Names that stand for panels and bets: those imported from widgets, and what they made."""
    nodes = [n for cell in notebook.cells if cell.cell_type == "code" for n in ast.walk(tree(cell))]
    imports = [n for n in nodes if isinstance(n, ast.ImportFrom) and n.module == "widgets"]
    names = {alias.asname or alias.name for node in imports for alias in node.names}
    if any(isinstance(n, ast.ImportFrom) and n.module == ALL for n in nodes):
        names |= ALL_NAMES
    for node in nodes:
        if isinstance(node, ast.Assign) and first_name(node) in names:
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def machinery_in_sight(notebook):
    """Cells that only make panels or bets, and show how."""
    names = panels(notebook)
    return [cell.id for cell in in_sight(notebook) if only_makes_panels(tree(cell), names)]


def only_makes_panels(code, names):
    """Is there nothing but panels, bets and functions with the answers?"""
    rest = [node for node in code.body if not isinstance(node, ast.FunctionDef)]
    simple = all(isinstance(node, ast.Expr | ast.Assign) for node in rest)
    return bool(rest) and simple and all(first_name(node) in names for node in rest)


def first_name(statement):
    """`race` of `race.bet(...)`, `race` and `race(lr=1)`."""
    value = statement.value
    while isinstance(value, ast.Call | ast.Attribute):
        value = value.func if isinstance(value, ast.Call) else value.value
    return getattr(value, "id", None)


def spoilers(notebook):
    """Cells in whose code an explanation, a hint or last words can be read before the bet."""
    return [
        cell.id
        for cell in in_sight(notebook)
        if any(isinstance(n, ast.keyword) and n.arg in ANSWERS for n in ast.walk(tree(cell)))
    ]


def raw_outputs(notebook):
    """Cells that end with a tuple or with a number of NumPy, which no one wants to read."""
    found = []
    for cell in in_sight(notebook):
        body = tree(cell).body
        if body and isinstance(body[-1], ast.Expr) and not cell.source.rstrip().endswith(";"):
            if is_raw(body[-1].value):
                found.append(cell.id)
    return found


def is_raw(value):
    """A tuple; a sum or the like of everything; arithmetic with such numbers."""
    if isinstance(value, ast.BinOp):
        return is_raw(value.left) or is_raw(value.right)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        whole = not any(k.arg == "axis" for k in value.keywords)
        return value.func.attr in NUMPYS and whole
    return isinstance(value, ast.Tuple)


def silent_work(notebook):
    """Cells that run an experiment without showing how far it is."""
    return [cell.id for cell in in_sight(notebook) if runs(tree(cell)) > watched(tree(cell))]


def runs(code):
    """How often `.frames()` is called."""
    calls = [n for n in ast.walk(code) if isinstance(n, ast.Call)]
    return sum(isinstance(n.func, ast.Attribute) and n.func.attr == "frames" for n in calls)


def watched(code):
    """How often within `watch(...)`."""
    calls = [n for n in ast.walk(code) if isinstance(n, ast.Call)]
    return sum(runs(n) for n in calls if getattr(n.func, "id", None) == PROGRESS)
