"""Drawers: parts of a panel that open at the press of a button, one file for each."""

from .code import Code
from .table import Table

ALL = (Code, Table)
