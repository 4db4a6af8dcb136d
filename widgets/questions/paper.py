"""Bets, questions and missions for paper: readable boxes with room to write."""

import os
from html import escape

from .. import texts

AFTER = "application/x-live-afterwards"  # HTML of what happened, which a handout tells at its end

BOX = "border: 1.5px solid #555; border-radius: 6px; padding: 8px 12px; margin: 8px 0"
LINE = '<div style="border-bottom: 1px solid #999; height: 26px"></div>'


def box(kind, head, *parts):
    """A frame with what it is, what is asked, and the parts."""
    title = f"<b>{texts.ON_PAPER[kind]}.</b> {escape(head)}"
    body = "".join(f'<div style="margin-top: 6px">{part}</div>' for part in (title, *parts) if part)
    return f'<div class="live-paper" style="{BOX}">{body}</div>'


def wanted():
    """Is a handout made? Then panels are played to their ends; see course/handout.py."""
    return os.environ.get("LIVE_PANELS") == "finished"


def figure(svg, words):
    """A picture with its sentence below."""
    below = f"<figcaption>{escape(words)}</figcaption>"
    return f'<figure style="margin: 8px 0">{svg}{below}</figure>'


def afterwards(head, truth, why, picture=""):
    """What was asked, what is right, the reason, and the picture."""
    words = f"<b>{escape(head)}</b> {escape(texts.PAPER_TRUTH.format(truth=truth))} {escape(why)}"
    return f'<div class="live-paper"><p>{words}</p>{picture}</div>'


def question(head, answers, bet=False):
    """The answers to choose from, or a line for one; two lines for the reason."""
    room = f"{texts.PAPER_BECAUSE}{LINE}{LINE}"
    return box("bet" if bet else "question", head, f"{texts.PAPER_ANSWER} {answers}", room)


def mission(head, rules, hints, picture):
    """The rules, how it stands, room for what was tried, and the hints upside down."""
    listed = "".join(f"<li>{escape(hint)}</li>" for hint in hints)
    turned = f'<ol style="transform: rotate(180deg); font-size: 80%">{listed}</ol>' if hints else ""
    return box(
        "mission", head, escape(rules), picture, f"{texts.PAPER_TRIED}{LINE}{LINE}{LINE}", turned
    )
