"""dlcore's speed against PyTorch, scikit-learn and JAX; prints a Markdown table.

    make bench-peers     installs the peers
    python -m tests.benchmarks.training_speed

All run in one process, one thread, in turns of 40 ms in rotating order; each turn's processor time
is divided by ours of the same round, and the median of these ratios is what counts. Everybody has
the same data, first weights and batches, so the losses must agree.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import platform  # noqa: E402  the threads are counted when NumPy is imported
import warnings  # noqa: E402
from importlib.metadata import PackageNotFoundError, version  # noqa: E402
from pathlib import Path  # noqa: E402
from time import process_time  # noqa: E402

import numpy as np  # noqa: E402

from tests.benchmarks.contestants import CONTESTANTS, dlcore  # noqa: E402
from tests.benchmarks.stacks import STACKS  # noqa: E402
from tests.benchmarks.workloads import WORKLOADS, Workload  # noqa: E402

ROUNDS, TURN, COMPARED = 15, 0.04, 20
OTHER_LOSSES = {"scikit-learn, whole epochs", "matrix products alone"}  # batches of their own; none
COLUMNS = {label: (work, CONTESTANTS) for label, work in WORKLOADS.items()} | STACKS


def turn(run, n):
    """Processor seconds for each of n steps."""
    began = process_time()
    run(n)
    return max(process_time() - began, 1e-9) / n


def prepared(work, contestants):
    """{name: (run, steps in a turn, first losses)} of those that take part, {name: why not}."""
    ready, absent = {}, {}
    for name, make in contestants.items():
        try:
            run = make(work)
        except (ImportError, ValueError) as error:
            absent[name] = str(error)
            continue
        multiple = getattr(run, "multiple", 1)
        compared = getattr(work, "compared", COMPARED)
        losses = run(multiple * -(-compared // multiple))
        each = min(turn(run, multiple) for _ in range(3))
        ready[name] = run, multiple * max(1, int(TURN / each / multiple)), losses[:COMPARED]
    return ready, absent


def contest(ready):
    """{name: seconds of its turns (ROUNDS,)}."""
    names, times = list(ready), {name: [] for name in ready}
    for i in range(ROUNDS):
        for name in names[i % len(names) :] + names[: i % len(names)]:
            times[name].append(turn(*ready[name][:2]))
    return {name: np.array(t) for name, t in times.items()}


def agreement(ready):
    """How far the first losses are from ours, in words."""
    ours = ready["dlcore"][2]
    gaps = {
        name: np.abs(r[2] - ours).max() for name, r in ready.items() if name not in OTHER_LOSSES
    }
    wrong = [f"{name} by {gap:.1g}" for name, gap in gaps.items() if not gap <= 2e-6]
    return "losses differ: " + ", ".join(wrong) if wrong else "losses agree to 2e-6"


def race_all():
    """Rows of the table, {name: a cell for each column}, and who was left out where and why."""
    names = dict.fromkeys(name for _, contestants in COLUMNS.values() for name in contestants)
    rows, left_out = {"µs, dlcore": []} | {name: [] for name in names}, {}
    for label, (work, contestants) in COLUMNS.items():
        ready, absent = prepared(work, contestants)
        for name, reason in absent.items():
            left_out.setdefault(f"{name} ({reason})", []).append(label)
        times = contest(ready)
        rows["µs, dlcore"].append(f"{np.median(times['dlcore']) * 1e6:.0f}")
        for name in names:
            ratios = times.get(name, np.nan) / times["dlcore"]
            rows[name].append(f"{np.median(ratios):.2g}" if name in times else "")
        own_masks = getattr(work, "dropout", 0)
        said = "everybody draws other masks" if own_masks else agreement(ready)
        print(f"    {label}: {said}", flush=True)
    rows = {name: row for name, row in rows.items() if any(row)}
    return rows, [f"Left out of {', '.join(at)}: {who}." for who, at in left_out.items()]


def seconds(*runs, n, rounds=9):
    """Seconds a step of each run: medians over turns in rotation."""
    times = [[turn(run, n) for run in runs] for _ in range(rounds)]
    return np.median(times, axis=0)


def depth():
    """What one more layer costs, in nets of 1 to 50."""
    depths = np.array([1, 2, 5, 10, 20, 35, 50])
    works = [
        Workload((64, *[32] * d, 10), "relu", "cross-entropy", 32, "gradient-descent", 0.01, 1792)
        for d in depths
    ]
    took = seconds(*map(dlcore, works), n=40) * 1e6
    slope, start = np.polyfit(depths, took, 1)
    listed = ", ".join(f"{d}: {t:.0f}" for d, t in zip(depths, took, strict=True))
    off = np.abs(took / (start + slope * depths) - 1)[depths >= 5].max()
    return (
        f"64-32-...-32-10, µs a step by hidden layers: {listed}. "
        f"{slope:.1f} for each layer and {round(start)} besides; from 5 layers on within {off:.0%} "
        "of that line."
    )


def stack():
    """What one network costs in a stack of 64, as a share of a single one."""
    work, contestants = STACKS["W7"]
    many, one = seconds(contestants["dlcore"](work), dlcore(work.net), n=40)
    return (
        f"A network of W2 in a stack of {work.K} costs {many / work.K / one:.2f} of a single one."
    )


def frame():
    """A panel's frame of 20 steps of W1."""
    took = seconds(dlcore(WORKLOADS["W1 Adam"]), n=20)[0] * 20
    return f"20 steps of W1 with Adam, a panel's frame: {took * 1e3:.2f} ms."


def machine():
    """Processor, Python and the versions of the packages."""
    packages = [f"Python {platform.python_version()}"]
    for package in ("numpy", "torch", "scikit-learn", "jax"):
        try:
            packages.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            packages.append(f"no {package}")
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return f"{', '.join(packages)}; {(names or [platform.machine()])[0]}, one thread."


def main():
    """One row for each contestant, one column for each workload; then depth, stack, frame."""
    warnings.simplefilter("ignore")
    rows, left_out = race_all()
    print("\n| time / time of dlcore | " + " | ".join(COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    for name, row in rows.items():
        print(f"| {name} | " + " | ".join(row) + " |")
    print("", depth(), stack(), frame(), *left_out, machine(), sep="\n")


if __name__ == "__main__":
    main()
