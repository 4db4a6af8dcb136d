"""One short text for the state of a panel: dll1.<experiment>.<the rest>.

The rest is compressed JSON in the letters of web addresses: "panel", the function that makes it;
"knobs" that are not the usual ones; "changes" made while it ran; "at", which frame is shown; and
"digest", a few numbers of that frame by which it is recognised when it is computed again.
A link with a state is the address of the notebook with ?state=<code> behind it; the panel starts
there when its cell is run. In a cell `widgets.restore(code)` makes the panel.
"""

import json
import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from dataclasses import dataclass, fields
from html import unescape
from unicodedata import normalize
from urllib.parse import unquote

import numpy as np

from dlcore.experiments import FILES, Experiment, load, load_all
from dlcore.registry import EXPERIMENTS

from .. import texts

FORMAT, VERSION = "dll", 1
# Words that codes share, so that they are not spelled out in each. Never to change in version 1.
WORDS = b"""[Infinity,NaN,true,false,null,"sgd","sigmoid","relu","tanh","mnist10k","digits","seed":,
"epochs":10,"batch":32,"hidden":,"depth":,"width":,"steps":,"starts":,"start":[0.,"spread":,
"surface":"crescent","rates":"usual","tuned","same","lr":0.0,"optimizers":["gradient-descent",
"momentum","nesterov","adagrad","adadelta","rmsprop","adam","adamax","nadam","newton"]},"digest":[0.
"panel":"vanishing_gradients","digits_race","optimizer_race","at":300,"changes":[["knobs":{""".replace(
    b"\n", b""
)
LIMIT = 50_000  # bytes of JSON; a code holds a few hundred
SHORT, LONG = "‐‑‒−", "–—"  # what becomes of hyphens
CLOSE = dict(rtol=1e-3, atol=1e-9)  # machines round differently, and training amplifies it


@dataclass(frozen=True)
class State:
    """What a code says: an experiment, the number of a frame, its digest (n,), and the panel."""

    experiment: Experiment
    at: int
    digest: tuple
    panel: str

    def agrees(self, frame):
        """True if this frame has the same numbers, and nan and inf where they were."""
        mine = np.array(self.digest, float)
        if mine.shape != frame.digest.shape:
            return False
        return np.allclose(frame.digest, mine, equal_nan=True, **CLOSE)


def encode(experiment, at, frame, panel=""):
    """The code of this state. at: number of the frame; panel: name of the panel's function."""
    key = key_of(type(experiment))
    knobs = {f.name: getattr(experiment, f.name) for f in fields(experiment) if said(experiment, f)}
    digest = [float(f"{number:.4g}") for number in frame.digest]
    rest = dict(panel=panel, at=at, knobs=knobs, changes=experiment.changes, digest=digest)
    stream = zlib.compressobj(9, zdict=WORDS)
    packed = stream.compress(json.dumps(rest, separators=(",", ":")).encode()) + stream.flush()
    return f"{FORMAT}{VERSION}.{key}.{urlsafe_b64encode(packed).decode().rstrip('=')}"


def key_of(kind):
    """The name under which a class of experiments is known, also that of a file loaded anew."""
    names = kind.__module__, kind.__qualname__
    for key, known in EXPERIMENTS.items():
        known = getattr(known, "__module__", ""), getattr(known, "__qualname__", "")
        if names == known:
            return key
    raise ValueError(texts.NO_KEY.format(name=kind.__name__))


def said(experiment, f):
    """True for a knob that is not as usual, or whose usual choice grows with a registry."""
    usual = f.metadata and not f.metadata["many"] and getattr(experiment, f.name) == f.default
    return f.metadata and not usual


def decode(code):
    """Code -> `State`; a ValueError in plain words if it is damaged, foreign or too new.

    It may stand in a link, in quotes, in lines that a mail has broken, or with words around it.
    """
    version, key, letters = found(str(code))
    if version > VERSION:
        raise ValueError(texts.NEWER_CODE.format(version=version, known=VERSION))
    if key not in EXPERIMENTS and key.replace("-", "_") not in FILES:
        load_all()
        raise ValueError(texts.UNKNOWN_CODE.format(key=key, known=", ".join(EXPERIMENTS)))
    rest = unpacked(letters)
    try:
        knobs = {str(name): frozen(value) for name, value in rest["knobs"].items()}
        experiment = load(key)(**knobs, changes=frozen(rest["changes"]))
        digest = tuple(map(float, rest["digest"]))
        return State(experiment, max(0, int(rest["at"])), digest, str(rest["panel"]))
    except Exception as error:  # a reader's experiment may raise anything
        raise ValueError(texts.REFUSED_CODE.format(reason=error)) from error


def found(text):
    """(version, key of the experiment, letters) of the first code in a text."""
    text = bare(normalize("NFKC", unescape(unquote(unquote(text)))))
    head = re.search(rf"{FORMAT}(\d+)\.", text, re.IGNORECASE)
    rest = text[head.end() :] if head else ""
    key, _, letters = rest.partition(".")
    for known in EXPERIMENTS:
        written = re.escape(bare(known)).replace(r"\-", f"[{LONG}-]")
        if name := re.match(rf"{written}\.", rest):
            key, letters = known, rest[name.end() :]
    if not letters:
        raise ValueError(texts.FOREIGN_CODE)
    return int(head[1]), key, letters


def bare(text):
    """Without what programs put into texts: blanks, quotes, marks of answers, unseen letters."""
    return re.sub(rf"[^\w.{LONG}-]", "", re.sub(f"[{SHORT}]", "-", text))


def belongs(code, panel):
    """False for the code of another panel; whatever is wrong with a code belongs to all."""
    try:
        return decode(code).panel == panel
    except ValueError:
        return True


def unpacked(letters):
    """The JSON in the last part of a code; its checksum finds damage, what follows is left out.

    A long dash is what some programs make of one hyphen, others of two.
    """
    for hyphens in ("-", "--"):
        with suppress(ValueError, zlib.error):
            plain = re.sub(f"[{LONG}]", hyphens, letters)
            plain = re.sub(r"[^A-Za-z0-9_-]", "", plain)
            plain = plain[:-1] if len(plain) % 4 == 1 else plain
            packed = urlsafe_b64decode(plain + "=" * (-len(plain) % 4))
            stream = zlib.decompressobj(zdict=WORDS)
            text = stream.decompress(packed, LIMIT)
            if stream.eof:
                return json.loads(text)
    raise ValueError(texts.DAMAGED_CODE)


def frozen(value):
    """Lists of JSON -> tuples."""
    return tuple(map(frozen, value)) if isinstance(value, list) else value
