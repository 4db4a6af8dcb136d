"""Player: runs frames on the kernel's own loop; play, pause, step, back, stop, reset, speed."""

import asyncio
import weakref
from time import perf_counter

import ipywidgets as w

from . import texts

FPS = 30  # frames a second at speed 1, and the most that are drawn
CHUNK = 0.012  # seconds of computing between two looks at the buttons
END = object()  # what a source that is empty gives
REST = 0.001  # not 0: the loop must come round to the messages of the page


def button(description, icon, tooltip, action):
    """A button with a word, wide enough for it and no wider."""
    made = w.Button(description=description, icon=icon, tooltip=tooltip)
    made.layout.width = "auto"
    made.on_click(lambda _: action())
    return made


def frames_of(source):
    """The frames of a source that also yields None in the midst of work."""
    return (piece for piece in source if piece is not None)


async def in_chunks(source):
    """Pull from a source for `CHUNK` seconds at a time; yields the newest item after each."""
    item, until = None, perf_counter() + CHUNK
    for item in source:
        if perf_counter() > until:
            yield item
            await asyncio.sleep(REST)
            until = perf_counter() + CHUNK
    yield item


class Player(w.HBox):
    """Pulls frames lazily, keeps them, and shows one at a time.

    draw(frame) shows a frame; tell(state, error) hears what the player is doing. `task` is the
    running asyncio task, to be awaited in tests. seconds: computing time of the frames so far.
    """

    now_playing = staticmethod(lambda: None)  # weak reference to the one player that runs

    def __init__(self, draw, tell):
        self.draw, self.tell, self.make = draw, tell, lambda: iter(())
        self.seen, self.position, self.task = [], 0, None
        self.source, self.ended, self.stopped, self.seconds = None, True, False, 0.0
        self.held = False
        self.play_button = button(texts.PLAY, "play", texts.PLAY_HELP, self.toggle)
        self.play_button.layout.width = "86px"
        self.slider = w.IntSlider(0, 0, 1, description=texts.POSITION, tooltip=texts.POSITION_HELP)
        self.slider.layout.flex, self.slider.layout.min_width = "1 1 180px", "150px"
        self.slider.layout.width = "auto"
        self.slider.style.description_width = "initial"
        self.slider.observe(self._scrub, "value")
        self.speed = w.Dropdown(options=texts.SPEEDS, value=1.0, description=texts.SPEED)
        self.speed.layout.width, self.speed.style.description_width = "116px", "initial"
        self.speed.tooltip = texts.SPEED_HELP
        self.moving_slider = False
        buttons = [
            self.play_button,
            button(texts.STOP, "stop", texts.STOP_HELP, self.stop),
            button(texts.RESET, "fast-backward", texts.RESET_HELP, self.reset),
            button(texts.BACK, "step-backward", texts.BACK_HELP, lambda: self.step(-1)),
            button(texts.STEP, "step-forward", texts.STEP_HELP, lambda: self.step(1)),
        ]
        super().__init__([*buttons, self.speed, self.slider])
        self.layout.flex_flow = "row wrap"

    # ---- frames

    def load(self, make):
        """New frames from `make() -> iterator`; shows the first one. A run that plays goes on."""
        began, source = perf_counter(), make()
        frames = [next(frames_of(source))]
        self.seconds = perf_counter() - began
        self._take(make, source, frames, 0)

    def load_all(self, make):
        """New frames, all computed now; shows the one at the same place as before, or the last.

        The last also in place of the first, at which all runs look alike; unless it is held there.
        """
        began, frames = perf_counter(), list(frames_of(make()))
        self.seconds, last = perf_counter() - began, len(frames) - 1
        stays = self.held or not (self.at_end or self.position == 0)
        self._take(make, None, frames, min(self.position, last) if stays else last)

    def _take(self, make, source, frames, position):
        self.draw(frames[position])  # an error up to here leaves the old frames in place
        self.make, self.source, self.seen, self.position = make, source, frames, position
        self.ended, self.stopped = source is None, False
        self._move_slider()

    @property
    def at_end(self):
        """True if the last frame there will be is shown."""
        return self.ended and self.position >= len(self.seen) - 1

    def knows(self, position):
        """True if the frame at this position is there, or there is none."""
        return position < len(self.seen) or self.ended

    def pull(self):
        """Let the source work until it yields: a frame, None in the midst of work, or the end."""
        began, piece = perf_counter(), next(self.source, END)
        self.seconds += perf_counter() - began
        if piece is END:
            self.ended = True
        elif piece is not None:
            self.seen.append(piece)

    def reach(self, position):
        """Pull frames until this position is there, or they end."""
        while not self.knows(position):
            self.pull()

    def show(self, position):
        """Draw the frame at this position, or the last one there is."""
        self.reach(position)
        self.position = max(0, min(position, len(self.seen) - 1))
        self.draw(self.seen[self.position])
        if not self.running:
            self._move_slider()

    def _move_slider(self):
        self.moving_slider = True
        self.slider.max = max(1, len(self.seen) - 1)
        self.slider.value = self.position
        self.moving_slider = False

    # ---- buttons

    @property
    def running(self):
        """True while frames are being played."""
        return self.task is not None and not self.task.done()

    @property
    def under_way(self):
        """True between the first frame and the last: the run can still be influenced."""
        newest = self.position == len(self.seen) - 1
        return newest and self.position > 0 and not self.ended

    @property
    def state(self):
        """One word for what the player is doing."""
        if self.running:
            return texts.RUNNING
        if self.held:
            return texts.HELD
        if self.stopped:
            return texts.STOPPED
        if self.at_end:
            return texts.FINISHED
        return texts.PAUSED if self.position else texts.READY

    def toggle(self):
        """Play, or pause while playing."""
        self.pause() if self.running else self.play()

    def play(self, until=None):
        """Run on from here; from the start when the end was reached.

        until: run to this position and no further, as fast as frames can be computed.
        """
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return self.tell(texts.ERROR, texts.NO_LOOP)
        if self.running:
            return self.task
        other = Player.now_playing()
        if other is not None and other is not self:
            other.pause()
        Player.now_playing = weakref.ref(self)
        try:
            if self.stopped:
                self.load(self.make)
            elif self.at_end and until is None:
                self.show(0)
        except Exception as error:
            return self._fail(error)
        self.play_button.description, self.play_button.icon = texts.PAUSE, "pause"
        self.task = loop.create_task(self._run(until))
        self.tell(self.state)
        return self.task

    def pause(self):
        """Keep everything and wait."""
        if self._halt():
            self.tell(self.state)

    def stop(self):
        """End the run; what was drawn stays, Play starts anew."""
        self._halt()
        self.stopped = self.stopped or not self.at_end
        self.ended = True
        self.tell(self.state)

    def reset(self):
        """Back to the first frame."""
        self._safely(lambda: self.load(self.make) if self.stopped else self.show(0))

    def hold(self, on=True):
        """Wait at the first frame, all buttons off; or no longer. A prediction comes first."""
        if on:
            self.reset()
        for control in self.children:
            control.disabled = on
        self.held = on
        self.tell(self.state)

    def step(self, by):
        """One frame forward or back."""
        self._safely(lambda: self.show(self.position + by))

    def _scrub(self, change):
        if not self.moving_slider:
            self._safely(lambda: self.show(change["new"]))

    def _safely(self, action):
        """Pause and do it; an error reaches the status line."""
        self._halt()
        try:
            action()
        except Exception as error:
            self._fail(error)
        else:
            self.tell(self.state)

    def _halt(self):
        """End the task; True if one was running."""
        was_running = self.running
        if was_running:
            self.task.cancel()
        self.task = None
        self.play_button.description, self.play_button.icon = texts.PLAY, "play"
        self._move_slider()
        return was_running

    def _fail(self, error):
        """What was drawn stays; Play starts anew."""
        self.ended = self.stopped = True
        self.tell(texts.ERROR, texts.reason(error))

    # ---- the run

    async def _run(self, until):
        try:
            await (self._advance() if until is None else self._hurry(until))
            error = None
        except Exception as what:
            error = what
        self.task = None
        self._halt()
        self._fail(error) if error else self.tell(self.state)

    async def _advance(self):
        """Move on as time passes; a slow kernel or page makes it slower, never late."""
        due = slider_moved = perf_counter()
        while not self.at_end:
            speed, until = self.speed.value, perf_counter() + CHUNK
            target = self.position + max(1, round(speed))
            while not self.knows(target) and perf_counter() < until:
                self.pull()
            if (place := min(target, len(self.seen) - 1)) != self.position:
                self.show(place)
            elif not self.ended:  # in the midst of work
                await asyncio.sleep(REST)
                continue
            now = perf_counter()
            if now - slider_moved > 0.2:
                slider_moved = now
                self._move_slider()
            due = max(due + 1 / (FPS * min(speed, 1)), now)
            await asyncio.sleep(max(REST, due - now))

    async def _hurry(self, until):
        """Move on to a position, showing where it is after each chunk."""

        def pulls():
            while not self.knows(until):
                yield self.pull()

        async for _ in in_chunks(pulls()):
            self.show(min(until, len(self.seen) - 1))

    def close(self):
        """Stop for good."""
        if self.running:
            self.task.cancel()
        self.seen, self.source = [], None
        super().close()
