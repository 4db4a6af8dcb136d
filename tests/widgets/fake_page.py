"""A page for a LiveFigure without a browser: it speaks the protocol and keeps what it was told."""

import asyncio
import json

import numpy as np
import plotly.graph_objects as go

from widgets.figure.live_figure import LiveFigure


class FakePage:
    """Listens to a figure: applies frames to its own arrays, acknowledges them when told to."""

    def __init__(self, figure):
        self.figure, self.arrays, self.messages, self.seq = figure, {}, [], -1
        figure.send = self.receive

    def open(self):
        state = self.figure.get_state()["state"]
        self.load(state, state["buffer"])
        self.say("hello", seq=self.seq)

    def say(self, kind, **content):
        self.figure._handle_custom_msg({"kind": kind} | content, [])

    def receive(self, message, buffers=()):
        self.messages.append(message)
        if message["kind"] == "state":
            self.load(message, buffers[0])
        elif message["kind"] == "frame":
            assert message["seq"] == self.seq + 1
            self.take(message, buffers[0])

    def load(self, state, packed):
        self.arrays.clear()
        self.spec = json.loads(state["spec"])
        self.take(state, packed)

    def take(self, message, packed):
        numbers, at = np.frombuffer(packed, "f4"), 0
        for trace, name, start, count, shape in message["arrays"]:
            known = self.arrays.get((trace, name), np.empty(0, "f4")).ravel()[:start]
            assert known.size == start
            array = np.concatenate([known, numbers[at : at + count]])
            self.arrays[trace, name] = array.reshape(shape or -1)
            at += count
        assert at == numbers.size
        self.seq, self.summary = message["seq"], message["summary"]

    def frames(self):
        return [message for message in self.messages if message["kind"] == "frame"]

    def ack(self):
        self.say("ack", seq=self.seq)


def live(*traces, fps=1000, **options):
    """A figure (by default of two empty curves and a heat map) and a page that shows it."""
    heat = go.Heatmap(zmin=0, zmax=1)
    figure = LiveFigure(go.Figure(traces or (go.Scatter(), go.Scatter(), heat)), fps=fps, **options)
    return figure, FakePage(figure)


async def wait_for_frames(page, count, seconds=2):
    deadline = asyncio.get_running_loop().time() + seconds
    while len(page.frames()) < count and asyncio.get_running_loop().time() < deadline:
        await asyncio.sleep(0.001)
    assert len(page.frames()) == count
