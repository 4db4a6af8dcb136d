"""The state of the panel as one short text, and the way back."""

import asyncio
from html import escape

import ipywidgets as w

from ... import texts
from ..bits import button
from ..state_code import decode, encode, key_of
from .base import Drawer


class Share(Drawer):
    """Shows and copies the code of the present state; loads a pasted one and checks its result."""

    title, icon, help = texts.SHARE, "share-alt", texts.SHARE_HELP

    def __init__(self, panel):
        self.code, self.said, self.restored = w.HTML(), w.HTML(), None
        self.pasted = w.Text(description=texts.PASTE, placeholder=texts.PASTE_HERE)
        self.pasted.layout.flex = "1 1 300px"
        load = button(texts.LOAD, "upload", texts.LOAD_CODE_HELP, self.load)
        row = w.HBox([self.pasted, load], layout=dict(flex_flow="row wrap"))
        super().__init__(panel, [self.code, row, self.said])

    def refresh(self):
        """Write the code of the present state, and whether it is the one that was restored."""
        panel = self.panel
        try:
            code = encode(panel.experiment, panel.player.position, panel.frame, panel.page.panel)
        except ValueError as error:
            return self._say(texts.reason(error), "problem")
        self.code.value = (
            f'<div class="live-copy"><pre class="live-code">{escape(code)}</pre>'
            f'<button type="button" class="live-copy-button">{texts.COPY}</button>'
            f'<button type="button" class="live-copy-button live-link">{texts.COPY_LINK}</button>'
            "</div>"
        )
        if self.restored:
            self._judge(self.restored)

    def load(self):
        """Restore the state whose code was pasted."""
        if self.pasted.value.strip():
            self.restore(self.pasted.value)

    def restore(self, code):
        """Compute the state anew and compare; if that cannot be, the picture stays."""
        player, self.restored = self.panel.player, None
        try:
            if player.held:
                raise ValueError(texts.HELD)
            state = decode(code)
            kinds = [type(experiment) for experiment in (state.experiment, self.panel.experiment)]
            if key_of(kinds[0]) != key_of(kinds[1]):
                raise ValueError(texts.OTHER_CODE.format(*(kind.__name__ for kind in kinds)))
            player.pause()
            self.panel.load(state.experiment)
        except Exception as error:
            return self._say(texts.reason(error), "problem")
        self.restored = state
        try:
            asyncio.get_running_loop()
        except RuntimeError:  # in a script: all at once
            player.step(state.at - player.position)
        else:
            player.play(until=state.at)

    def _judge(self, state):
        player = self.panel.player
        too_short = player.at_end and player.position < state.at
        if self.panel.experiment != state.experiment:
            self._say("")  # the reader has gone on
        elif player.position == state.at or too_short:
            same = not too_short and state.agrees(self.panel.frame)
            self._say(texts.SAME) if same else self._say(texts.DIFFERENT, "problem")
        else:
            self._say(texts.RESTORING if player.running else "")

    def _say(self, words, kind="said"):
        self.said.value = words and f'<div class="live-status {kind}">{escape(words)}</div>'
