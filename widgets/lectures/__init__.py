"""The panels of the lectures: a folder for each lecture, a file for each panel.

A panel is called like its file, which holds its view and its `panel = Recipe(...)`. It is
imported when it is asked for. Files whose names begin with _ hold what panels of a lecture share.
"""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import walk_packages


class Panels(Mapping):
    """{name: Recipe} of all panels; each is imported when it is asked for."""

    def __init__(self):
        found = (f.name for f in walk_packages(__path__, f"{__name__}.") if not f.ispkg)
        names = {file.rpartition(".")[2]: file for file in found}
        self.files = {name: file for name, file in names.items() if name[0] != "_"}

    def __getitem__(self, name):
        module = import_module(self.files[name])
        module.panel.name, module.panel.__doc__ = name, module.__doc__
        return module.panel

    def __iter__(self):
        return iter(self.files)

    def __len__(self):
        return len(self.files)


PANELS = Panels()
__all__ = ["PANELS"]
