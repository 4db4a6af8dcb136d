"""State codes: there and back exactly, verified, and clear words for what is no good."""

import importlib
import json
import zlib
from base64 import urlsafe_b64encode
from dataclasses import replace
from urllib.parse import quote

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import widgets
from dlcore import EXPERIMENTS
from dlcore.experiments import DigitsRace, OptimizerRace
from tests.widgets.loops import run
from tests.widgets.panels import PANELS, press, small
from tests.widgets.truth import check
from widgets import texts
from widgets.panel import state_code
from widgets.panel.drawers import Share
from widgets.panel.state_code import decode, encode

# Made when version 1 was; must be readable for ever.
GOLDEN = (
    "dll1.optimizer-race.ePl9wJiUq4abjVWfCVAbTClSOBbkAEMvsVRpoIIHFj_Gtci-ikUKNENg3AGx"
    "gaGOgZ6lpaUFkLIwNLAAiVlYAjkGBpampmYghqEhWMDc0sQYLG5ubGIKUhZbCwATYlW2"
)


def frame_at(experiment, at):
    return [frame for frame, _ in zip(experiment.frames(), range(at + 1), strict=False)][-1]


def code_of(panel):
    return encode(panel.experiment, panel.player.position, panel.frame, panel.page.panel)


def said(panel):
    """What the Share drawer says, and whether it is a problem."""
    value = panel.drawers[Share].said.value
    return value.split(">", 1)[1].removesuffix("</div>").replace("&#x27;", "'"), "problem" in value


def forged(rest, head="dll1.optimizer-race"):
    """A code with any JSON in it."""
    stream = zlib.compressobj(zdict=state_code.WORDS)
    packed = stream.compress(json.dumps(rest).encode()) + stream.flush()
    return f"{head}.{urlsafe_b64encode(packed).decode().rstrip('=')}"


GOOD = dict(panel="optimizer_race", at=3, knobs={}, changes=[], digest=[1])


# ---- codes


@pytest.mark.parametrize(
    "experiment, at",
    [
        (OptimizerRace(), 20),
        (OptimizerRace(surface="bowl", start=(0.123456789, -1.0), lr=1 / 3, seed=7), 300),
        (OptimizerRace(optimizers=("newton", "adam"), starts=3, spread=0.0), 0),
        (DigitsRace(hidden=8, epochs=1, rates="same", changes=((5, "lr", 0.3),)), 9),
        (DigitsRace(optimizers=("adam",), batch=256, epochs=1, rates="same", lr=2.0), 3),
    ],
)
def test_a_code_says_the_state_exactly(experiment, at):
    frame = frame_at(experiment, at)
    code = encode(experiment, at, frame, "some_panel")
    state = decode(f"  {code}\n")
    assert state.experiment == experiment and state.at == at and state.panel == "some_panel"
    assert state.agrees(frame)
    assert len(code) < 250 and code.isascii() and not set(code) & set(" /+=&?#")


def test_an_old_code_is_still_read():
    state = decode(GOLDEN)
    assert state.experiment == OptimizerRace(surface="plateau", lr=0.3)
    assert state.at == 40 and state.panel == "optimizer_race"
    assert state.agrees(frame_at(state.experiment, 40))


def test_a_difference_is_seen_and_rounding_is_not():
    frame = frame_at(OptimizerRace(), 50)
    state = decode(encode(OptimizerRace(), 50, frame))
    numbers = np.array(state.digest)

    class Other:
        digest = numbers * (1 + 5e-4)

    assert state.agrees(Other)
    Other.digest = np.where(np.arange(numbers.size) == 3, numbers * 1.01, numbers)
    assert not state.agrees(Other)
    Other.digest = numbers[:-1]
    assert not state.agrees(Other)
    lost = replace(state, digest=(np.inf, np.nan, 1.0))
    Other.digest = np.array([np.inf, np.nan, 1.0])
    assert lost.agrees(Other)
    Other.digest = np.array([1e9, np.nan, 1.0])
    assert not lost.agrees(Other)


CODE = forged(GOOD)


@pytest.mark.parametrize(
    "code, words",
    [
        ("", texts.FOREIGN_CODE),
        ("hello", texts.FOREIGN_CODE),
        ("dll1.optimizer-race", texts.FOREIGN_CODE),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc", texts.FOREIGN_CODE),
        ("dll7" + CODE[4:], "version 7"),
        ("dll1.gone." + CODE.split(".")[2], "an experiment called 'gone'; there are:"),
        (CODE[:-6], texts.DAMAGED_CODE),
        (CODE[:40] + "x" + CODE[40:], texts.DAMAGED_CODE),
        (forged("a" * 100_000), texts.DAMAGED_CODE),
        (forged([]), "impossible"),
        (forged({}), "impossible"),
        (forged(GOOD | {"knobs": {"colour": "red"}}), "colour"),
        (forged(GOOD | {"knobs": {"lr": "fast"}}), "lr must be a finite number"),
        (forged(GOOD | {"knobs": {"lr": -1}}), "lr must be greater than 0"),
        (forged(GOOD | {"knobs": {"surface": ["bowl"]}}), "surface must be one of"),
        (forged(GOOD | {"knobs": {"surface": {}}}), "impossible"),
        (forged(GOOD | {"knobs": {"optimizers": ["adam", "magic"]}}), "magic"),
        (forged(GOOD | {"changes": [[1, "lr", 2.0]]}), "lr cannot change"),
        (forged(GOOD | {"changes": 7}), "impossible"),
        (forged(GOOD | {"digest": [[1]]}), "impossible"),
        (forged(GOOD | {"at": None}), "impossible"),
    ],
)
def test_what_is_no_good_is_said_in_words_and_the_picture_stays(code, words):
    with pytest.raises(ValueError) as error:
        decode(code)
    assert words in str(error.value)
    panel = small("optimizer_race", surface="bowl")
    panel.player.step(-5)
    frame, experiment = panel.frame, panel.experiment
    panel.restore(code)
    assert said(panel) == (str(error.value), True)
    assert panel.frame is frame and panel.experiment == experiment
    check(panel)
    panel.close()


@settings(max_examples=200, deadline=None)
@given(
    st.text() | st.binary().map(lambda b: "dll1.optimizer-race." + urlsafe_b64encode(b).decode())
)
def test_any_text_is_a_state_or_a_clear_error(text):
    with pytest.raises(ValueError, match=r"^(This code|This is)"):
        decode(text)


def test_any_changed_letter_is_noticed():
    code = encode(OptimizerRace(lr=0.1), 20, frame_at(OptimizerRace(lr=0.1), 20), "optimizer_race")
    at = code.rindex(".") + 1
    for i in range(at, len(code) - 1):  # the last letter holds a few bits that mean nothing
        with pytest.raises(ValueError):
            decode(code[:i] + ("A" if code[i] != "A" else "B") + code[i + 1 :])


# ---- codes as they come out of links, chats and mails

MANY = (forged(GOOD | {"digest": list(np.random.default_rng(i).random(60))}) for i in range(999))
HYPHENS = next(code for code in MANY if code.count("--") == 1 and "---" not in code)
LONG = forged(GOOD | {"digest": list(np.random.default_rng(0).random(60))})
LINK = f"http://127.0.0.1:8888/lab/tree/07_optimizer_race.ipynb?state={LONG}"
MANGLED = {
    "a link": LINK,
    "a link with more behind it": f"{LINK}&token=abc#exercise",
    "a link in angle brackets": f"See <{LINK}>, please.",
    "a link of a chat": f"[look]({LINK})",
    "a link with an HTML sign": LINK.replace("?", "?reset&amp;"),
    "a link in a link": f"https://safe.example/?url={quote(LINK, safe='')}&data=05%7C01",
    "a link quoted twice": quote(quote(LINK, safe=""), safe=""),
    "smart quotes": f"“{LONG}”",
    "German quotes": f"„{LONG}“",
    "backticks": f"`{LONG}`",
    "code of a mail": f"```\n{LONG}\n```",
    "bold": f"**{LONG}**",
    "a sentence around it": f"My state is {LONG}. Try it!",
    "a line broken by a mail": f"{LONG[:40]}\n{LONG[40:]}",
    "lines of a quoted mail": "> " + "\n> ".join(LONG[i : i + 60] for i in range(0, len(LONG), 60)),
    "soft breaks": "=\r\n".join(LONG[i : i + 70] for i in range(0, len(LONG), 70)),
    "a line broken in its name": LONG.replace("-", "-\n", 1),
    "blanks": f"\t {LONG[:30]}\u00a0{LONG[30:]}\ufeff",
    "unseen letters": f"{LONG[:30]}\u200b{LONG[30:60]}\u00ad{LONG[60:]}",
    "full width": "".join(chr(ord(c) + 0xFEE0) for c in LONG),
    "other hyphens": LONG.replace("-", "\u2011"),
    "minus signs": LONG.replace("-", "−"),
    "a capital": f"D{LONG[1:]}",
    "escaped signs": LONG.replace("_", "\\_").replace("-", "\\-"),
}


@pytest.mark.parametrize("text", MANGLED.values(), ids=MANGLED)
def test_a_code_is_found(text):
    assert decode(text) == decode(LONG)


@pytest.mark.parametrize("dash", ["–", "—"])
def test_two_hyphens_that_became_a_dash(dash):
    head, _, letters = HYPHENS.rpartition(".")
    assert decode(f"{head}.{letters.replace('--', dash)}") == decode(HYPHENS)
    assert decode(HYPHENS.replace("optimizer-race", f"optimizer{dash}race")) == decode(HYPHENS)


@pytest.mark.parametrize(
    "what", [None, 7, b"", ["dll1"], "dll1.", "dll.x.y", "Dear all, dll1 fails."]
)
def test_what_is_no_code_is_said(what):
    with pytest.raises(ValueError, match="^This is not a code"):
        widgets.restore(what)


@pytest.mark.parametrize("name", ["v1.2 of mine", "größer", "a, b", "x-y_z.w"])
def test_an_experiment_of_any_name_has_codes(name):
    EXPERIMENTS.add(name)(type("Mine", (OptimizerRace,), {}))
    try:
        one = EXPERIMENTS[name](lr=0.3)
        code = encode(one, 20, frame_at(one, 20))
        for text in (code, f"“{code[:30]}\n{code[30:]}”", f"http://x/?state={quote(code)}"):
            assert decode(text).experiment == one
    finally:
        del EXPERIMENTS[name]


def test_a_panel_keeps_its_codes_when_its_file_is_loaded_anew():
    panel = small("momentum_map")
    before = code_of(panel)
    module = importlib.import_module("dlcore.experiments.optimizer_race.momentum_map")
    try:
        importlib.reload(module)
        assert code_of(panel) == before
        panel.restore(before)
        assert said(panel) == (texts.SAME, False)
    finally:
        EXPERIMENTS["momentum-map"] = type(panel.experiment)
    panel.close()


# ---- panels


@pytest.mark.parametrize("name", PANELS)
def test_every_panel_is_restored_with_the_same_result(name):
    async def scenario():
        panel = small(name)
        for _ in range(3):
            panel.player.step(1)
        code, at = code_of(panel), panel.player.position
        again = widgets.restore(code)
        if again.player.task:
            await again.player.task
        assert again.experiment == panel.experiment and again.player.position == at
        assert said(again) == (texts.SAME, False)
        assert again.page.panel == name and again.view.key == panel.view.key
        check(again)
        panel.close(), again.close()

    assert name in widgets.PANELS
    run(scenario)


def test_without_a_loop_it_is_computed_at_once():
    panel = small("digits_race")
    panel.player.show(4)
    again = widgets.restore(code_of(panel))
    assert again.player.position == 4 and said(again) == (texts.SAME, False)
    panel.close(), again.close()


def test_pasting_loads_and_a_wrong_result_is_told():
    panel = small("optimizer_race")
    panel.buttons[Share].value = True
    drawer = panel.drawers[Share]
    other = OptimizerRace(surface="bowl", lr=0.1)
    drawer.pasted.value = encode(other, 12, frame_at(other, 12))
    press(drawer.children[1].children[1])
    assert panel.experiment == other and said(panel) == (texts.SAME, False)
    check(panel)
    drawer.pasted.value = encode(other, 12, frame_at(other, 13))
    press(drawer.children[1].children[1])
    assert said(panel) == (texts.DIFFERENT, True)
    drawer.pasted.value = encode(other, 999, frame_at(other, 300))
    press(drawer.children[1].children[1])
    assert said(panel) == (texts.DIFFERENT, True)  # it ends before
    panel.form.set(lr=0.2)
    assert drawer.said.value == ""  # the verdict was of another setting
    panel.close()


def test_a_code_of_another_experiment_is_refused():
    panel, digits = small("optimizer_race"), small("digits_race")
    panel.restore(code_of(digits))
    assert said(panel) == ("This code is of DigitsRace; this panel shows OptimizerRace.", True)
    panel.close(), digits.close()


def test_the_code_follows_the_panel():
    panel = small("digits_race", rates="same", batch=16)
    panel.buttons[Share].value = True
    for act in (
        lambda: panel.player.step(1),
        lambda: panel.player.step(1),
        lambda: panel.form.set(lr=0.4),
        lambda: panel.player.step(1),
    ):
        act()
        assert f">{code_of(panel)}<" in panel.drawers[Share].code.value
    assert decode(code_of(panel)).experiment.changes
    panel.close()


def test_a_link_restores_the_panel_it_names_and_no_other():
    panel, digits = small("optimizer_race"), small("digits_race")
    other = OptimizerRace(surface="bowl", lr=0.1)
    message = dict(kind="state", code=encode(other, 5, frame_at(other, 5), "optimizer_race"))
    for one in (panel, digits):
        one.page._handle_custom_msg(message, [])
    assert panel.experiment == other and said(panel) == (texts.SAME, False)
    assert Share not in digits.drawers
    panel.close(), digits.close()
