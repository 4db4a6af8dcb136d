"""The end of a run, without what a picture needs on the way there."""

import sys
from contextlib import ExitStack
from unittest.mock import patch

from tests.core import helpers


def last(experiment):
    """The last frame. Between the updates the networks are not judged: that is most of the work.

    Not for means since the last look, as the training losses of a race.
    """
    with ExitStack() as stack:
        for name, module in list(sys.modules.items()):
            if name.startswith("dlcore.experiments.") and hasattr(module, "every"):
                stack.enter_context(patch.object(module, "every", lambda stride, total: [total]))
        return helpers.last(experiment)
