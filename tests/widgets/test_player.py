"""The player: play, pause, step, scrub, stop, reset, speed, errors; on a loop as in a kernel."""

import asyncio
import time

import pytest

from tests.widgets.loops import run
from tests.widgets.panels import press
from widgets import texts
from widgets.panel import player
from widgets.panel.player import Player


class Shown:
    """A player of numbers, and what it drew and said."""

    def __init__(self, frames=range(40), **methods):
        self.drawn, self.said = [], []
        self.player = Player(self.drawn.append, lambda *words: self.said.append(words))
        self.player.speed.value = 8.0
        self.player.load(lambda: iter(frames))


def failing(n):
    yield from range(n)
    raise RuntimeError("the data are gone")


def test_play_draws_every_so_many_frames_to_the_last():
    async def scenario():
        shown = Shown()
        shown.player.speed.value = 1.0
        await shown.player.play()
        assert shown.drawn == list(range(40))
        assert shown.said[0] == (texts.RUNNING,) and shown.said[-1] == (texts.FINISHED,)
        assert shown.player.slider.value == shown.player.slider.max == 39
        shown.player.speed.value = 8.0
        await shown.player.play()
        assert shown.drawn[40:] == [0, 8, 16, 24, 32, 39]

    run(scenario)


def test_a_frame_takes_its_time():
    async def scenario():
        for speed, frames in ((1.0, 13), (4.0, 49), (0.25, 4)):
            shown = Shown(range(frames))
            shown.player.speed.value = speed
            began = time.perf_counter()
            await shown.player.play()
            assert time.perf_counter() - began >= 0.9 * 12 / 30

    run(scenario)


@pytest.mark.parametrize(("speed", "drawn"), [(1.0, [1, 2, 3]), (8.0, [2, 3])])
def test_frames_to_be_looked_at_have_a_slower_pace(speed, drawn):
    async def scenario():
        shown = Shown(range(4))
        shown.player.pace, shown.player.speed.value = 8, speed
        began = time.perf_counter()
        await shown.player.play()
        assert shown.drawn == [0, *drawn]
        assert time.perf_counter() - began >= 0.9 * (len(drawn) - 1) / min(8 * speed, 30)

    run(scenario)


def test_pause_keeps_the_place_and_play_goes_on():
    async def scenario():
        shown = Shown()
        shown.player.play()
        await asyncio.sleep(0.1)
        press(shown.player.play_button)
        place = shown.player.position
        assert 0 < place < 39 and shown.player.state == texts.PAUSED
        await asyncio.sleep(0.1)
        assert shown.player.position == place == shown.player.slider.value
        await shown.player.play()
        assert shown.drawn[-1] == 39

    run(scenario)


def test_steps_go_forward_and_back_and_stay_inside():
    shown = Shown(range(3))
    player = shown.player
    for by, place, state in [(-1, 0, texts.READY), (1, 1, texts.PAUSED), (1, 2, texts.PAUSED),
                             (1, 2, texts.FINISHED), (-1, 1, texts.PAUSED)]:  # fmt: skip
        player.step(by)
        assert (player.position, player.state) == (place, state)
        assert shown.drawn[-1] == player.slider.value == place
        assert shown.said[-1] == (state,)


def test_a_step_while_it_plays_is_a_pause():
    async def scenario():
        shown = Shown()
        shown.player.play()
        await asyncio.sleep(0.05)
        place = shown.player.position
        shown.player.step(-1)
        await asyncio.sleep(0.05)
        assert shown.player.position == place - 1 and not shown.player.running

    run(scenario)


def test_stop_keeps_the_picture_and_play_begins_anew():
    async def scenario():
        shown = Shown()
        shown.player.play()
        await asyncio.sleep(0.1)
        shown.player.stop()
        place = shown.player.position
        assert shown.player.state == texts.STOPPED and shown.drawn[-1] == place > 0
        shown.player.step(1)
        assert shown.player.state == texts.STOPPED
        shown.player.play()
        assert shown.drawn[-1] == shown.player.position == 0
        await shown.player.task
        assert shown.player.state == texts.FINISHED
        shown.player.stop()
        assert shown.player.state == texts.FINISHED

    run(scenario)


def test_reset_goes_to_the_first_frame_even_after_a_stop():
    async def scenario():
        shown = Shown()
        shown.player.play()
        await asyncio.sleep(0.1)
        shown.player.stop()
        shown.player.reset()
        assert (shown.player.state, shown.player.position) == (texts.READY, 0)
        shown.player.step(39)
        assert shown.drawn[-1] == 39

    run(scenario)


def test_scrubbing_pauses_and_shows_what_is_known():
    async def scenario():
        shown = Shown(range(400))
        shown.player.play()
        await asyncio.sleep(0.4)
        known = len(shown.player.reel.seen)
        shown.player.slider.value = 3
        assert not shown.player.running
        assert shown.drawn[-1] == 3 and shown.player.slider.max == known - 1
        shown.player.slider.value = 10**6
        assert shown.drawn[-1] == known - 1

    run(scenario)


def test_the_slider_ends_where_the_run_ends_as_soon_as_a_frame_tells():
    async def scenario():
        shown = Shown()
        player = Player(shown.drawn.append, lambda *_: None, time=lambda frame: (10 * frame, 400))
        player.load(lambda: iter(range(41)))
        player.step(5)
        assert (player.slider.value, player.slider.max) == (5, 40)
        assert "50 of 400" in player.clock.value
        player.slider.value = 30  # nobody has computed that
        assert player.position == player.slider.value == 5 and len(player.reel.seen) == 6
        player.stop()
        assert player.slider.max == 5  # no more will come
        player.reset()
        player.step(10**6)
        assert player.slider.value == player.slider.max == 40
        player.close()

    run(scenario)


def test_an_error_in_a_frame_is_told_and_play_begins_anew():
    async def scenario():
        shown = Shown()
        shown.player.load(lambda: failing(20))
        for _ in range(2):
            await shown.player.play()
            assert shown.said[-1] == (texts.ERROR, "RuntimeError: the data are gone")
            assert shown.player.position == shown.drawn[-1] > 0
        shown.player.step(30)
        assert shown.player.state == texts.STOPPED
        shown.player.load(lambda: failing(20))
        shown.player.step(30)
        assert shown.said[-1] == (texts.ERROR, "RuntimeError: the data are gone")

    run(scenario)


@pytest.mark.parametrize("load", [Player.load, Player.load_all])
def test_frames_that_fail_at_once_leave_the_old_ones(load):
    shown = Shown()
    shown.player.step(5)
    with pytest.raises(RuntimeError):
        load(shown.player, lambda: failing(0))
    shown.player.step(1)
    assert shown.drawn[-1] == 6


def test_new_frames_are_shown_where_one_was_or_whole():
    shown = Shown()
    for before, after in ((5, 105), (0, 139), (139, 139)):
        shown.player.show(before)
        shown.player.load_all(lambda: range(100, 140))
        assert shown.drawn[-1] == after
    shown.player.hold()
    shown.player.load_all(lambda: range(100, 140))
    assert shown.drawn[-1] == 100


def test_one_player_at_a_time():
    async def scenario():
        first, second = Shown(), Shown()
        first.player.play()
        await asyncio.sleep(0.02)
        second.player.play()
        assert not first.player.running and first.player.state == texts.PAUSED
        await asyncio.sleep(0.02)
        first.player.play()
        assert not second.player.running
        await first.player.task

    run(scenario)


def test_new_frames_while_it_plays():
    async def scenario():
        shown = Shown()
        shown.player.play()
        await asyncio.sleep(0.1)
        shown.player.load_all(lambda: range(100, 140))
        assert shown.player.running and shown.drawn[-1] == 100 + shown.player.position
        await asyncio.sleep(0.03)
        shown.player.load(lambda: range(200, 240).__iter__())
        assert shown.drawn[-1] == 200
        await shown.player.task
        assert shown.drawn[-1] == 239

    run(scenario)


def test_without_a_loop_play_says_so():
    shown = Shown()
    shown.player.play()
    assert shown.said == [(texts.ERROR, texts.NO_LOOP)]


def test_a_closed_player_is_quiet():
    async def scenario():
        shown = Shown()
        task = shown.player.play()
        await asyncio.sleep(0.02)
        shown.player.close()
        said = list(shown.said)
        other = Shown()
        other.player.play()  # which makes all others pause
        other.player.stop()
        await asyncio.sleep(0.05)
        assert task.cancelled() and shown.said == said

    run(scenario)


@pytest.mark.parametrize(
    ("here", "seconds", "said"),
    [(True, 1, "about 2 min more"), (True, 0.02, "1 of 101"), (False, 1, "1 of 101")],
)
def test_a_page_says_how_long_it_computes(monkeypatch, here, seconds, said):
    monkeypatch.setattr(player, "IN_PAGE", here)
    slow = player.Player(lambda frame: None, lambda *_: None, lambda frame: (frame, 101))
    slow.load(lambda: iter(range(1, 102)))
    slow.reel.seconds = seconds
    slow._move_slider()
    assert said in slow.clock.value and ("more" in slow.clock.value) == (here and seconds == 1)
    assert (player.in_minutes(18), player.in_minutes(95)) == ("20 s", "2 min")
