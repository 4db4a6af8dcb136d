"""A number that can be opened once only, after a guess: the score on the test examples."""

from dlcore.checks import require

from .. import texts
from . import attempts
from .questions import Question


class Sealed(Question):
    """compute: () -> the number, called when the reader has guessed, and never again.

    It is kept with the guess; who runs the cell again, or another one with the same question, sees
    the first result. A computation that fails has shown nothing and may be tried again. Without the
    file of the attempts nobody knows, so it is a rule for honest readers.
    """

    commit_text, verdict = texts.OPEN_SEALED, texts.PREDICTED

    def __init__(self, question, compute, **about):
        require(callable(compute), "compute", compute, "a function without arguments")
        self.compute = compute
        super().__init__(question, kind="number", right=float("nan"), **about)

    def commit(self):
        """Unless it was opened meanwhile, in another cell."""
        if not self.remember():
            super().commit()

    def _committed(self):
        self._settle(self.compute)
        self.again_button.disabled = self.judged is not None and attempts.keeping

    def remember(self):
        """The first opening, if there was one."""
        super().remember()
        if self.record:
            self.again_button.disabled = True
        return bool(self.record)

    def _show_verdict(self, *notes):
        """What was opened before is said in sight."""
        super()._show_verdict(*notes)
        if texts.EARLIER in notes:
            self.said.value = self.said.value.replace("<p>", f"<p>{texts.OPENED} ", 1)

    after = ""  # it is each reader's own
