"""What every drawer is."""

import ipywidgets as w


class Drawer(w.VBox):
    """Contents that a panel shows below itself while the drawer's button is pressed.

    Made at the first opening, so that panels show up quickly. title, icon, help: the button.
    `refresh()` is called when the drawer opens, when the panel rests, and while it plays at
    most four times a second. `rested(state)` is called whenever the player's state changes,
    open or not, once the drawer was made.
    """

    title = icon = help = ""

    def __init__(self, panel, children=()):
        self.panel = panel
        super().__init__(children)

    @classmethod
    def suits(cls, panel):
        """True if such a panel has this drawer."""
        return True

    def refresh(self):
        """Bring the contents up to the panel's present frame."""

    def rested(self, state):
        """The player's state changed."""
