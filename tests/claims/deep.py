"""What the claims of lecture 09 share: the patient, and what its networks know."""

from dlcore.experiments import Training


def ten_layers(**knobs):
    """Ten sigmoid layers: the lecture's patient."""
    patient = dict(data="mnist10k", examples=2000, depth=10, activation="sigmoid", lr=0.2)
    return Training(**patient | dict(init="xavier-logistic") | knobs)


def judge(training):
    """Shares right of the trained networks, on 2,000 examples of each part."""
    return training.judge(*training.trained(), most=2000)


def judge_on_the_way(training, *shares):
    """Means of the shares right of the training examples, at these shares of one training."""
    there = (networks for done, networks in training.fit() if done in shares)
    return [training.judge(*networks, most=2000)["train"].mean() for networks in there]
