"""Drawers: parts of a panel that open at the press of a button, one file for each."""

from .code import Code
from .formula import Formula
from .grid import Grid
from .runs import Runs
from .share import Share
from .table import Table

ALL = (Formula, Table, Code, Runs, Grid, Share)
