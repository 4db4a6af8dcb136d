"""dlcore's training steps against PyTorch, scikit-learn and JAX; prints a Markdown table.

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
from time import process_time  # noqa: E402

import numpy as np  # noqa: E402

from tests.benchmarks.contestants import CONTESTANTS  # noqa: E402
from tests.benchmarks.workloads import WORKLOADS  # noqa: E402

ROUNDS, TURN, COMPARED = 15, 0.04, 20
SAME_LOSSES = {"PyTorch eager", "PyTorch fused", "JAX jit", "JAX scan, 50 steps"}


def turn(run, n):
    """Processor seconds for each of n steps."""
    began = process_time()
    run(n)
    return max(process_time() - began, 1e-9) / n


def prepared(work):
    """{name: (run, steps in a turn, first losses)} of those that can take part."""
    ready = {}
    for name, make in CONTESTANTS.items():
        try:
            run = make(work)
        except (ImportError, ValueError) as error:
            print(f"    {name}: left out, {error}")
            continue
        multiple = getattr(run, "multiple", 1)
        losses = run(multiple * -(-COMPARED // multiple))[:COMPARED]
        each = min(turn(run, multiple) for _ in range(3))
        ready[name] = run, multiple * max(1, int(TURN / each / multiple)), losses
    return ready


def contest(work):
    """{name: seconds of its turns (ROUNDS,)}, {name: largest difference of its first losses}."""
    ready = prepared(work)
    names, times = list(ready), {name: [] for name in ready}
    for i in range(ROUNDS):
        for name in names[i % len(names) :] + names[: i % len(names)]:
            times[name].append(turn(*ready[name][:2]))
    gaps = {name: np.abs(ready[name][2] - ready["dlcore"][2]).max() for name in names}
    return {name: np.array(t) for name, t in times.items()}, gaps


def main():
    """One row for each contestant, one column for each workload."""
    warnings.simplefilter("ignore")
    cells = {name: [] for name in ("µs a step, dlcore", *CONTESTANTS)}
    for label, work in WORKLOADS.items():
        times, gaps = contest(work)
        cells["µs a step, dlcore"].append(f"{np.median(times['dlcore']) * 1e6:.0f}")
        for name in CONTESTANTS:
            ratio = np.median(times[name] / times["dlcore"]) if name in times else None
            cells[name].append("" if ratio is None else f"{ratio:.2g}")
        if not work.dropout:  # everybody draws other masks
            wrong = {n: g for n, g in gaps.items() if n in SAME_LOSSES and not g <= 2e-6}
            print(f"    {label}: losses agree" if not wrong else f"    {label}: differ, {wrong}")
    print("\n| time / time of dlcore | " + " | ".join(WORKLOADS) + " |")
    print("|---" * (len(WORKLOADS) + 1) + "|")
    for name, row in cells.items():
        print(f"| {name} | " + " | ".join(row) + " |")
    packages = []
    for package in ("numpy", "torch", "scikit-learn", "jax"):
        try:
            packages.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            pass
    print(f"\nPython {platform.python_version()}, {', '.join(packages)}, {platform.machine()}")


if __name__ == "__main__":
    main()
