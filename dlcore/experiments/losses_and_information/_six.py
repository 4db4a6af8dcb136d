"""The six losses of this lecture: what they are called, and with which rate each learns best."""

SIX = {  # name: (loss, whether softmax stands before it, its own learning rate)
    "cross-entropy": ("cross-entropy", False, 1.0),
    "squared": ("mse", False, 0.1),
    "hinge": ("hinge", False, 0.1),
    "squared hinge": ("squared-hinge", False, 0.03),
    "absolute": ("mae", False, 0.003),
    "squared, softmax": ("mse", True, 1.0),
}
