"""The ideas of the course, by year: when each was first written down, by whom, and for what.

Years are those in which a text was first to be read, which may be a preprint. Who is named had the
idea first as far as we know, or made the form of it that the course uses; a note says so where
others were earlier, or where it became known only later.
"""

from typing import NamedTuple


class Idea(NamedTuple):
    """year, a short name, surnames, the lecture in which one can try it, a sentence."""

    year: int
    name: str
    who: str
    lecture: str
    note: str


IDEAS = (
    Idea(1943, "threshold unit", "McCulloch & Pitts", "01", "Units that fire can compute logic"),
    Idea(1948, "entropy", "Shannon", "05", "What a message is worth, in bits"),
    Idea(1951, "stochastic steps", "Robbins & Monro", "06", "Steps may be noisy and still arrive"),
    Idea(1951, "divergence", "Kullback & Leibler", "05", "How far one distribution is off"),
    Idea(1951, "neighbours", "Fix & Hodges", "17", "In a report; Cover and Hart 1967"),
    Idea(1958, "perceptron", "Rosenblatt", "01", "A unit that learns from its mistakes"),
    Idea(1960, "linear unit", "Widrow & Hoff", "03", "Weights go down the squared error"),
    Idea(1964, "momentum", "Polyak", "07", "A heavy ball, for any function"),
    Idea(1969, "ReLU", "Fukushima", "04", "Forty years before everybody had it"),
    Idea(1969, "limits of a layer", "Minsky & Papert", "01", "Among them XOR"),
    Idea(1970, "L2 penalty", "Hoerl & Kennard", "14", "Ridge regression; Tikhonov had it in 1963"),
    Idea(1970, "reverse sweep", "Linnainmaa", "08", "All derivatives, in one way back"),
    Idea(1974, "cross validation", "Stone", "02", "Everybody is once in the test"),
    Idea(1983, "look-ahead", "Nesterov", "07", "Momentum that feels the slope ahead"),
    Idea(1986, "backpropagation", "Rumelhart et al.", "08", "Found before; now made known"),
    Idea(1991, "vanishing gradient", "Hochreiter", "09", "In a diploma thesis, in German"),
    Idea(1995, "noise as penalty", "Bishop", "13", "Shaken inputs keep weights small"),
    Idea(1996, "L1 penalty", "Tibshirani", "14", "The lasso, which makes zeros"),
    Idea(1996, "bagging", "Breiman", "15", "A mean of many that saw other examples"),
    Idea(1998, "early stopping", "Prechelt", "13", "Long in use; now measured"),
    Idea(1998, "MNIST", "LeCun et al.", "03", "Digits, and networks that expect neighbours"),
    Idea(2006, "pre-training", "Hinton et al.", "09", "Deep networks, layer by layer"),
    Idea(2010, "Xavier start", "Glorot & Bengio", "11", "Signals that keep their size"),
    Idea(2010, "sparse start", "Martens", "11", "Deep networks without pre-training"),
    Idea(2010, "ReLU again", "Nair & Hinton", "04", "As a sum of many sigmoids"),
    Idea(2011, "Adagrad", "Duchi et al.", "07", "A rate of its own for each weight"),
    Idea(2012, "RMSProp", "Hinton", "07", "A slide of a lecture, never a paper"),
    Idea(2012, "clipping", "Pascanu et al.", "12", "No step over the cliff"),
    Idea(2012, "dropout", "Hinton et al.", "15", "In full in 2014, by Srivastava and others"),
    Idea(2012, "AlexNet", "Krizhevsky et al.", "04", "Wins ImageNet, with ReLU and dropout"),
    Idea(2013, "maxout", "Goodfellow et al.", "10", "Units that learn their own shape"),
    Idea(2013, "leaky ReLU", "Maas et al.", "04", "A little slope below 0"),
    Idea(2013, "orthogonal", "Saxe et al.", "11", "First weights that keep all lengths"),
    Idea(2014, "Adam", "Kingma & Ba", "07", "Momentum and RMSProp; in print in 2015"),
    Idea(2015, "He start", "He et al.", "11", "First weights for ReLU; in it PReLU, too"),
    Idea(2015, "batch norm", "Ioffe & Szegedy", "12", "Mean 0, variance 1, in each layer"),
    Idea(2015, "ELU", "Clevert et al.", "04", "Bent below 0, with a mean near 0"),
    Idea(2015, "ResNet", "He et al.", "09", "A way around each block; wins ImageNet"),
    Idea(2016, "weight norm", "Salimans & Kingma", "12", "Length and direction apart"),
    Idea(2016, "layer norm", "Ba et al.", "12", "Each example for itself"),
    Idea(2016, "orthogonal pull", "Brock et al.", "12", "A penalty on what is not orthogonal"),
    Idea(2016, "random labels", "Zhang et al.", "13", "Networks learn even these by heart"),
    Idea(2017, "batch renorm", "Ioffe", "12", "For small batches"),
    Idea(2017, "cosine norm", "Luo et al.", "12", "Only directions count"),
    Idea(2017, "1cycle", "Smith & Topin", "16", "The rate goes up, then down"),
    Idea(2017, "AdamW", "Loshchilov & Hutter", "14", "Weight decay that is not L2"),
)
GROUPS = {  # of lectures
    "units": ("01", "03", "04", "10"),
    "steps": ("06", "07", "08", "16"),
    "depth": ("09", "11", "12"),
    "measures": ("02", "05", "17"),
    "against overfitting": ("13", "14", "15"),
}
