"""Student versions: python -m widgets.course.student notebooks/06_gradient_descent.ipynb out

Writes notebooks without the solutions of their exercises and without the folded answers to them,
which are for after one's own attempt. What is to be written and its check stay: each check says
"Not yet" until somebody has solved it. Several notebooks may be given; the last name is a folder.
"""

import json
import re
import shutil
import sys
from pathlib import Path

FOLDED = re.compile(r"<details><summary>((?:(?!</summary>).)*)</summary>.*?</details>\n*", re.S)
ANSWER = re.compile(r"\b(own attempt|solved|solution)\b")  # in what is seen of a folded block
PICTURE = re.compile(r"!\[[^\]]*\]\(([^):]+)\)")


def student(notebook):
    """A notebook (JSON) without its solutions and the answers to its exercises."""
    cells = [without_answers(cell) for cell in notebook["cells"] if not solves(cell)]
    return notebook | dict(cells=[cell for cell in cells if "".join(cell["source"]).strip()])


def solves(cell):
    """Is it a solution?"""
    return "solution" in cell["metadata"].get("tags", ())


def without_answers(cell):
    """The cell, a text without what is folded because it answers an exercise."""
    if cell["cell_type"] != "markdown":
        return cell
    text = FOLDED.sub(lambda fold: "" if ANSWER.search(fold[1]) else fold[0], source(cell))
    return cell | dict(source=text.strip().splitlines(keepends=True))


def source(cell):
    """Its text."""
    return "".join(cell["source"])


def pictures(notebook):
    """Files beside a notebook that it shows."""
    return {name for cell in notebook["cells"] for name in PICTURE.findall(source(cell))}


def write(path, folder):
    """The student version of a notebook, and the pictures it needs, in a folder -> its path."""
    path, target = Path(path), Path(folder) / Path(path).name
    if target.resolve() == path.resolve():
        raise ValueError(f"{folder} holds the notebook itself: name another folder")
    notebook = student(json.loads(path.read_text(encoding="utf-8")))
    for name in pictures(notebook):
        (target.parent / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path.parent / name, target.parent / name)
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(notebook, indent=1, ensure_ascii=False)
    target.write_text(text + "\n", encoding="utf-8")
    return target


if __name__ == "__main__":
    *paths, folder = sys.argv[1:] or [""]
    if not paths or not all(Path(path).is_file() for path in paths):
        sys.exit(__doc__)
    try:
        print("Written:", *(write(path, folder) for path in paths))
    except ValueError as error:
        sys.exit(str(error))
