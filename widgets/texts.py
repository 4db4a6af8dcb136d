"""Every word a panel shows, in one place, so that a course in another language changes this file.

What belongs to an experiment (labels and help of its knobs) stands beside its knobs.
"""

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
WHILE_RUNNING = "{label}: {value} from step {step} on"
RUN_COLUMNS = ("run", "what is different", "steps", "seconds")
RUN_TABLE = dict(show="show", remove="remove", sort="sort by", csv="Save as CSV")
FIRST_RUN, SAME_SETTING = "the first run", "the same setting"
AGAINST = "A is {a}, B is {b}: {parts}."
NO_LINES = "{names}: no lines in this picture."
MEASURE, MEASURE_HELP = "score", "which result the columns tell"
USUAL = "usual"
TABLE, TABLE_HELP = "Table", "the numbers of this frame as a table"


def label(name, about):
    """What a control is called: the knob's label with its unit."""
    words = about["label"] or name.replace("_", " ")
    return f"{words} ({about['unit']})" if about["unit"] else words


def reason(error):
    """What went wrong: a ValueError says it in a sentence, others need their name too."""
    text = " ".join(str(error).split())
    return text if isinstance(error, ValueError) else f"{type(error).__name__}: {text}"
