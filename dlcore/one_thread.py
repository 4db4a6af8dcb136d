"""One thread for linear algebra, if NumPy, which counts its threads, is not imported yet.

Several add in another order, so that last digits differ, and take what the browser needs.
"""

import os
import sys

if "numpy" not in sys.modules:
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
