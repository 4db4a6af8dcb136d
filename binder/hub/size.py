"""How large a machine a class needs: python binder/hub/size.py 30 --playing 0.3 --within 60

The figures are those that `python -m tests.benchmarks.class_at_once` measured, with some room.
"""

import argparse
from math import ceil

START = 3.2  # CPU seconds of a server, a kernel and the first panel
FRAME = 0.0032  # CPU seconds of a frame in kernel, server and proxy
TRAINING = 0.3  # cores of a panel that trains networks on images
SYSTEM, SERVER, KERNEL = 0.3, 0.12, 0.1  # GB: hub and proxy, each student, each open notebook


def cores(students, playing=0.3, within=60, frames=30, training=0.0):
    """Cores for those who play (a share), of whom some train (a share), and for the start."""
    busy = students * playing
    return max(
        busy * ((1 - training) * frames * FRAME + training * TRAINING), students * START / within
    )


def memory(students, notebooks=2):
    """GB on one machine; pods share nothing and need 0.4 GB each."""
    return SYSTEM + students * (SERVER + KERNEL * notebooks)


def main():
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("students", type=int)
    parser.add_argument("--playing", type=float, default=0.3, help="share of them at a time")
    parser.add_argument("--training", type=float, default=0.0, help="share of these that trains")
    parser.add_argument("--within", type=float, default=60, help="seconds in which all start")
    parser.add_argument("--notebooks", type=int, default=2, help="open at a time")
    asked = parser.parse_args()
    needed = cores(asked.students, asked.playing, asked.within, training=asked.training)
    print(
        f"{ceil(needed)} cores ({needed:.1f}), {ceil(memory(asked.students, asked.notebooks))} GB"
    )


if __name__ == "__main__":
    main()
