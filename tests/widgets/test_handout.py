"""On paper a bet is a box to write in, and what happens in it stands at the end."""

import nbformat

from widgets import texts
from widgets.course.handout import executed, handout, write_html
from widgets.questions.drawings import Curve

BET = """from widgets import mission, momentum_hill, optimizer_race, predict
predict("Who is lowest?", panel=optimizer_race(steps=20), choices=["adam", "newton"],
        answer=lambda frame: "newton", explain="So it is.")"""
OTHER = "import ipywidgets; ipywidgets.IntSlider()"  # nothing to see on paper
MISSION = """mission(momentum_hill(), "Bring it there", lambda e, f: False, hints=["Think."])"""


def test_bets_and_missions_on_paper(tmp_path, monkeypatch):
    monkeypatch.setenv("LIVE_PANELS", "")  # restored afterwards, as is the next
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    cells = [nbformat.v4.new_code_cell(code) for code in (BET, MISSION, OTHER)]
    cells[0].metadata["jupyter"] = {"source_hidden": True}
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "lecture.ipynb")
    write_html(executed(tmp_path / "lecture.ipynb"), tmp_path / "lecture.html")
    html = (tmp_path / "lecture.html").read_text()
    before, after = html.split(f">{texts.AFTERWARDS}<", 1)
    assert "Who is lowest?" in before and "☐ adam" in before and "Think." in before
    truth = texts.PAPER_TRUTH.format(truth="newton")
    assert truth not in before and "So it is." not in before  # nor is the hidden source shown
    assert truth in after and "So it is." in after
    assert before.count("<figure") == after.count("<figure") == 1  # of the mission; of the bet
    assert "Prediction(children" not in html and "object at 0x" not in html
    assert "IntSlider(value" not in html and texts.HELD not in html


def test_pictures_of_the_folder_are_inside_and_long_lists_stay_folded(tmp_path, monkeypatch):
    monkeypatch.setenv("LIVE_PANELS", "")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    (tmp_path / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    cells = [
        nbformat.v4.new_markdown_cell("![a dot](dot.svg)\n\n<details><p>why</p></details>"),
        nbformat.v4.new_code_cell("from widgets.course.claims import show\nshow()"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "lecture.ipynb")
    html, *_ = handout(tmp_path / "lecture.ipynb", tmp_path)
    html = html.read_text()
    assert 'src="data:image/svg+xml;base64,' in html and 'src="dot.svg"' not in html
    assert "<details open><p>why" in html
    assert html.count("<details open") == 1 < html.count("<details")


def test_a_curve_is_drawn_on_paper(monkeypatch):
    monkeypatch.setenv("LIVE_PANELS", "finished")
    curve = Curve(("rate", 0, 1), ("right", 0, 100), within=5)
    assert "<svg" in curve.paper and "right" in curve.paper
