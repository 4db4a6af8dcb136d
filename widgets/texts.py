"""Every word a panel shows, in one place, so that a course in another language changes this file.

What belongs to an experiment stands beside its numbers (labels, help, sentences, titles); it passes
through `said` on its way to the page, which looks it up in `TRANSLATION`.
"""

import re
from functools import cache

PLAY, PAUSE, STOP, RESET = "Play", "Pause", "Stop", "Reset"
BACK, STEP = "Back", "Step"
SPEED, POSITION = "speed", "frame"
PLAY_HELP = "run from here, or from the start when the end is reached"
STOP_HELP = "end the run; Play begins a new one"
RESET_HELP = "back to the first frame"
BACK_HELP, STEP_HELP = "one frame back", "one frame forward"
SPEED_HELP = "frames a second, as a multiple of 30"
POSITION_HELP = "which frame is shown"
SPEEDS = {"¼ ×": 0.25, "½ ×": 0.5, "1 ×": 1.0, "2 ×": 2.0, "4 ×": 4.0, "8 ×": 8.0}

READY, RUNNING, PAUSED = "ready", "running", "paused"
STOPPED, FINISHED, ERROR = "stopped", "finished", "not possible"
NO_LOOP = "There is no event loop to play on; iterate over frames() instead."
UNKNOWN_KNOBS = "there is no setting called {names}; there are: {known}"

THIS_RUN = "This run:"
CODE, CODE_HELP = "Code", "lines that make this state again, to copy into a cell"
CODE_LINES = """from itertools import islice
from dlcore.experiments import {kind}

frames = {made}
frame = next(islice(frames, {position}, None))
print(frame.summary)"""
NO_KERNEL = "The kernel has stopped or restarted: this is the last picture. Run the cell again."
COPY, COPIED = "Copy", "Copied"
FORMULA = "Formula"
FORMULA_HELP = "the update rule with the numbers of this step"
RULE, RULE_HELP = "optimizer", "whose step is shown"
WEIGHT, WEIGHT_HELP = "weight", "which weight is shown (on digits: the bias of that output)"
FORMULA_COLUMNS = ("rule", "with the numbers of this step", "value")
SLOPE = (
    "Check: the gradient g is {g:.6g}; a finite difference, (loss at theta + h minus loss at "
    "theta - h) / 2h, gives {slope:.6g}: {gap:.1e} apart."
)
RUNS, RUNS_HELP = "Runs", "every run so far: what was different, how it ended"
RUN = "run {number}"
RUN_COLUMNS = ("run", "what is different", "steps", "seconds")
RUN_TABLE = dict(show="show", remove="remove", sort="sort by", csv="Save as CSV")
FIRST_RUN, SAME_SETTING = "the first run", "the same setting"
AGAINST = "A is {a}, B is {b}: {parts}."
NO_LINES = "{names}: no lines in this picture."
MEASURE, MEASURE_HELP = "score", "which result the columns tell"
WHILE_RUNNING = "{label}: {value} from step {step} on"
USUAL = "usual"
GRID, GRID_HELP = "Grid", "many settings at once, as a heat map"
AXES, AXIS_HELP = ("rows", "columns"), "which setting is varied"
VALUES, VALUES_HELP = "values", "which values, separated by commas"
SEEDS, SEEDS_HELP = "seeds", "how many runs with other random numbers in each cell"
RUN_GRID, RUN_GRID_HELP = "Compute", "compute all cells; Stop leaves those that are known"
WHO, WHO_HELP = "of", "whose result is shown"
CELL, CELL_HELP = "cell", "which setting to load; or click the cell"
LOAD, LOAD_CELL_HELP = "Load", "show this setting in the panel"
NO_NUMBER = "{name}: {text!r} is no such number"
SHARE, SHARE_HELP = "Share", "this state as a short text, and back"
COPY_LINK = "Copy link"
PASTE, PASTE_HERE, LOAD_CODE_HELP = "code", "paste a code here", "show the state of this code"
RESTORING = "Restored; computing the result again."
SAME, DIFFERENT = (
    "Same result: yes.",
    "Same result: no. The setting is the same, the numbers differ.",
)
FOREIGN_CODE = "This is not a code of these panels; they begin with dll1."
NEWER_CODE = "This code has version {version}; this copy of the course reads up to {known}."
UNKNOWN_CODE = "This code is of an experiment called {key!r}; there are: {known}."
DAMAGED_CODE = "This code is damaged: a part is missing or was changed."
REFUSED_CODE = "This code holds something impossible: {reason}"
OTHER_CODE = "This code is of {}; this panel shows {}."
NO_KEY = "{name} has no name: register it with EXPERIMENTS.add to get codes."
NO_PANEL = "No panel is called {name!r}. Make one, and paste the code into its Share drawer."
TABLE, TABLE_HELP = "Table", "the numbers of this frame as a table"


HELD = "waiting for your prediction"
ANSWER, CHOOSE, CLICK = "your answer", "choose", "Click into the picture, or type numbers."
COMMIT, COMMIT_HELP = "This is my answer", "you cannot change it afterwards"
COMMIT_AND_RUN = "This is my prediction: run"
AGAIN, AGAIN_HELP = "Once more", "a new attempt, under other settings if you like"
NOT_YET, NO_VERDICT = "Not yet.", "No verdict."
CHOOSE_ONE, EACH_ONCE = "Choose one of the answers.", "Give each place another name."
NEVER = "never"
NUMBER_PLEASE = "{name}: please type a number, or never; not “{text}”."
GONE = "The panel was closed. Run its cell, then this one."
COMMITTED, WAITING = "Your answer: {guess}.", "The verdict comes when the run has finished."
VERDICTS = {"right": "✓ Right.", "wrong": "✗ No."}
VERDICTS |= {"too low": "✗ Too low.", "too high": "✗ Too high."}
PREDICTED, ANSWERED = "You said: {guess}. It was: {truth}.", "You said: {guess}."
OFF, FACTOR = "{distance} apart; {limit} allowed.", "A factor of {distance} apart; {limit} allowed."
PAIRS = "{wrong} of {pairs} pairs the wrong way round."
ON_AVERAGE = "On average {distance} apart; {limit} allowed."
FACTOR_ON_AVERAGE = "On average a factor of {distance} apart; {limit} allowed."
NO_CURVE = "What happened cannot be compared: it is not finite everywhere, or too short."
PLACE, FROM_TO = "({:.3g}, {:.3g})", "a curve from {first} to {last}"
YOURS, HAPPENED, AT = "your answer", "what happened", "at {x}"
DRAWING = "Picture to answer in: {y} against {x}"
JUDGED_RUN = "The run:"
KEPT = "Attempt {number}, kept in {name}."
SEEN = " (You had seen this run before.)"
NOT_KEPT = "The attempt could not be kept ({reason})."
DAMAGED = "The old file could not be read; it is now called {aside}."

MISSION, MAY_CHANGE = "Mission:", "You may change: {names}."
MAY_CHANGES = "Settings you may change: {count}."
NOT_ALLOWED = "This is not to be changed: {names}. Put it back."
TOO_MANY = "You changed {names}; only {count} may differ from the start. Put the rest back."
OPEN, DONE, DONE_BY = "○ Not done.", "✓ Done.", "With"
NOT_DONE = "This run does not reach the goal."
RUN_TO_THE_END = "Let a run come to its end."
DIAGNOSIS, NO_FINDINGS = "Diagnosis:", "nothing conspicuous."
HINT, HINT_HELP = "Hint ({left} left)", "show one hint more"


# English -> another language, {} for what varies: "Step {} of {}": "第 {} 步，共 {} 步"
TRANSLATION = {}


def said(words):
    """What an experiment or a view says, in the language of the course: whole, or by clauses.

    >>> TRANSLATION["Step {} of {}"] = "Schritt {} von {}"
    >>> said("Step 3 of 9; lost.")
    'Schritt 3 von 9; lost.'
    >>> TRANSLATION.clear()
    """
    if not TRANSLATION or words in TRANSLATION:
        return TRANSLATION.get(words, words)
    return "".join(_clause(part) for part in re.split(r"(; |: |\. |\.$)", words))


def _clause(words):
    for known, translated in TRANSLATION.items():
        if found := _pattern(known).fullmatch(words):
            return translated.format(*found.groups())
    return words


@cache
def _pattern(known):
    return re.compile("(.+?)".join(map(re.escape, known.split("{}"))))


def label(name, about):
    """What a control is called: the knob's label with its unit."""
    words = said(about["label"] or name.replace("_", " "))
    return f"{words} ({said(about['unit'])})" if about["unit"] else words


def reason(error):
    """What went wrong: a ValueError says it in a sentence, others need their name too."""
    text = " ".join(str(error).split())
    return said(text) if isinstance(error, ValueError) else f"{type(error).__name__}: {text}"
