#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records how PyTorch trains small networks, for tests/engine/train/tst_pytorch.cpp to compare the engine with.

It is written to be read as the definition of what is compared: the cases, then the data and initial weights, which
both sides make from whole numbers so that no file has to hold them, then layers, losses and the training loop.
"""
import json
import math
import pathlib
import re
import sys

import torch
from torch.nn import functional as F

# ------------------------------------------------------------------------------------------------ the cases

CLASSES = {"targets": "classes", "loss": "cross-entropy"}  # y is 1 for the sample's class and 0 elsewhere
TWO = {"targets": "classes", "loss": "binary-cross-entropy"}  # one output, y is 0 or 1
NUMBERS = {"targets": "numbers", "loss": "mse"}  # y is a number for each output


def sgd(rate, **more):
    return {"optimizer": "sgd", "learningRate": rate, **more}


def adam(rate, **more):
    return {"optimizer": "adam", "learningRate": rate, **more}


# Defaults: 48 samples in batches of 8, nothing frozen, no penalty, no clipping, a constant learning rate.
# "float" is False where single precision itself does not reproduce the losses of 1,000 steps: the reason stands beside.
CASES = {
    # Layers.
    "dense": {"layers": "6,5:tanh,4:softmax", **CLASSES, **sgd(0.1)},
    "dense without bias": {"layers": "6,6-nobias:tanh,5-nobias:sigmoid,3-nobias:softmax", **CLASSES, **sgd(0.1)},
    "convolution": {"layers": "6x6x2,conv4x3:tanh,flatten,3:softmax", **CLASSES, **sgd(0.05)},
    "convolution with stride": {"layers": "7x6x2,conv4x3s2:tanh,flatten,3:softmax", **CLASSES, **sgd(0.05)},
    "convolution with padding": {"layers": "5x6x2,conv3x3p1:tanh,conv4x3s2p2-nobias:sigmoid,flatten,3:softmax",
                                 **CLASSES, **sgd(0.05)},
    "convolution same": {"layers": "5x6x2,conv3x4same:tanh,conv4x3s2same:tanh,flatten,3:softmax", **CLASSES, **sgd(0.02)},
    "max pooling": {"layers": "8x8x1,conv4x3:tanh,maxpool2,flatten,3:softmax", **CLASSES, **sgd(0.05)},
    "overlapping max pooling": {"layers": "7x7x2,maxpool3s2,conv4x2:tanh,maxpool2s1,flatten,3:softmax",
                                **CLASSES, **sgd(0.02)},
    "average pooling": {"layers": "8x8x1,conv4x3:tanh,avgpool2,flatten,3:softmax", **CLASSES, **sgd(0.05)},
    "overlapping average pooling": {"layers": "7x7x2,avgpool3s2,conv4x2:tanh,avgpool2s1,flatten,3:softmax",
                                    **CLASSES, **sgd(0.05)},
    "batch norm of dense": {"layers": "6,8-nobias,batchnorm:tanh,6,batchnorm:relu,3:softmax", **CLASSES, **sgd(0.02)},
    "batch norm of convolution": {"layers": "6x6x2,conv4x3-nobias,batchnorm:relu,maxpool2,flatten,3:softmax",
                                  **CLASSES, **sgd(0.02)},
    "batch norm with settings": {
        "layers": "6x6x2,conv4x3-nobias,batchnorm-momentum0.3-epsilon0.02:tanh,flatten,6,batchnorm-momentum0.05:tanh,3:softmax",
        **CLASSES, **sgd(0.02)},
    "dropout of nothing": {"layers": "6,8:tanh,dropout0,4:softmax", **CLASSES, **sgd(0.1)},
    "a small course network": {
        "layers": "8x8x1,conv4x3:relu,maxpool2,conv6x2:relu,avgpool2,flatten,8:relu,dropout0,4:softmax",
        **CLASSES, **adam(0.001)},
    # Frozen layers: the frozen batch norm uses and keeps its running statistics.
    "frozen in the middle": {"layers": "6,8:tanh,8:tanh,4:softmax", "frozen": [1], **CLASSES, **adam(0.001)},
    "frozen below": {"layers": "6x6x2,conv4x3:tanh,maxpool2,flatten,6:tanh,3:softmax", "frozen": [0], **CLASSES, **sgd(0.05)},
    "frozen batch norm": {"layers": "6x6x2,conv4x3,batchnorm:tanh,flatten,6,batchnorm:tanh,3:softmax", "frozen": [1],
                          **CLASSES, **sgd(0.02)},
    # Activations.
    "exponential": {"layers": "5,6:exponential,3:linear", **NUMBERS, **sgd(0.01)},
    "sigmoids": {"layers": "5,6:sigmoid,6:bipolar-sigmoid,6:hard-sigmoid,3:linear", **NUMBERS, **sgd(0.05)},
    "relus": {"layers": "5,8:relu,8:leaky-relu,3:linear", **NUMBERS, **sgd(0.02)},
    "exponential units": {"layers": "5,8:elu,8:selu,3:linear", **NUMBERS, **sgd(0.02)},
    "smooth units": {"layers": "5,8:gelu,8:gelu-tanh,8:silu,3:linear", **NUMBERS, **sgd(0.02)},
    "soft units": {"layers": "5,8:softplus,8:softsign,3:linear", **NUMBERS, **sgd(0.02)},
    "hidden softmax": {"layers": "5,8:softmax,6:tanh,3:linear", **NUMBERS, **sgd(0.1)},
    # Losses.
    "label smoothing": {"layers": "6,6:tanh,4:softmax", **CLASSES, "labelSmoothing": 0.1, **sgd(0.1)},
    "binary cross-entropy": {"layers": "5,6:tanh,1:sigmoid", **TWO, **sgd(0.1)},
    "mean squares": {"layers": "5,6:tanh,3:linear", **NUMBERS, "loss": "mean-squares", **sgd(0.1)},
    "mean squares of two classes": {"layers": "5,6:tanh,1:tanh", "targets": "classes", "loss": "mean-squares", **sgd(0.05)},
    "squared error of probabilities": {"layers": "5,6:tanh,3:softmax", "targets": "classes", "loss": "mse", **sgd(0.1)},
    "mean absolute error": {"layers": "5,6:tanh,3:linear", **NUMBERS, "loss": "mae", **sgd(0.01)},
    "huber": {"layers": "5,6:tanh,3:linear", **NUMBERS, "loss": "huber", "targetScale": 3, **sgd(0.02)},
    "hinge": {"layers": "5,6:tanh,1:linear", "targets": "classes", "loss": "hinge", **sgd(0.02)},
    # Optimizers, with PyTorch's defaults and with other settings.
    "momentum": {"layers": "6,8:tanh,4:softmax", **CLASSES, "optimizer": "momentum", "learningRate": 0.01},
    "momentum 0.5": {"layers": "6,8:tanh,4:softmax", **CLASSES, "optimizer": "momentum", "learningRate": 0.02, "momentum": 0.5},
    "nesterov": {"layers": "6,8:tanh,4:softmax", **CLASSES, "optimizer": "nesterov", "learningRate": 0.01},
    "adagrad": {"layers": "6,8:tanh,4:softmax", **CLASSES, "optimizer": "adagrad", "learningRate": 0.01},
    "rmsprop": {"layers": "6,8:tanh,4:softmax", **CLASSES, "optimizer": "rmsprop", "learningRate": 0.0005},
    "rmsprop with settings": {"layers": "6,8:tanh,4:softmax", **CLASSES, "optimizer": "rmsprop", "learningRate": 0.001,
                              "alpha": 0.9, "epsilon": 1e-3},
    "adam": {"layers": "6,8:tanh,4:softmax", **CLASSES, **adam(0.001)},
    "adam with settings": {"layers": "6,8:tanh,4:softmax", **CLASSES, **adam(0.002), "beta1": 0.8, "beta2": 0.95,
                           "epsilon": 1e-3},
    "adamw": {"layers": "6,8:tanh,4:softmax", **CLASSES, "optimizer": "adamw", "learningRate": 0.001},
    "adamw with decay": {"layers": "6,8:tanh,4:softmax", **CLASSES, "optimizer": "adamw", "learningRate": 0.001,
                         "decay": 0.2},
    "adadelta": {"layers": "6,8:tanh,4:softmax", **CLASSES, "optimizer": "adadelta", "learningRate": 1.0},
    "adadelta with settings": {"layers": "6,8:tanh,4:softmax", **CLASSES, "optimizer": "adadelta", "learningRate": 0.5,
                               "rho": 0.8, "epsilon": 1e-4},
    # Penalties and clipping.
    "l1": {"layers": "6,8:tanh,4:softmax", **CLASSES, **sgd(0.05), "l1": 0.002},
    "l2": {"layers": "6,8:tanh,4:softmax", **CLASSES, **sgd(0.05), "l2": 0.01},
    "l2 in adam": {"layers": "6,8:tanh,4:softmax", **CLASSES, **adam(0.001), "l2": 0.01},
    "clipping by value": {"layers": "6,8:tanh,4:softmax", **CLASSES, **sgd(0.1), "clipValue": 0.02},
    "clipping by norm": {"layers": "6,8:tanh,4:softmax", **CLASSES, **sgd(0.1), "clipNorm": 0.1},
    "clipping and penalties": {"layers": "6,8:tanh,4:softmax", **CLASSES, "optimizer": "momentum", "learningRate": 0.01,
                               "clipValue": 0.1, "clipNorm": 0.2, "l2": 0.01},
    # A learning rate of each layer's own.
    "rate factors": {"layers": "6,8-lr0.1:tanh,batchnorm-lr3:tanh,4-lr2:softmax", **CLASSES, **sgd(0.02)},
    "rate factors in adamw": {"layers": "6,8-lr0.25:tanh,8:tanh,4-lr1.5:softmax", **CLASSES, "optimizer": "adamw",
                              "learningRate": 0.001, "decay": 0.2},
    # Schedules; they move once an epoch, which is six steps here.
    "step schedule": {"layers": "6,8:tanh,4:softmax", **CLASSES, **sgd(0.1),
                      "schedule": {"kind": "step", "every": 10, "factor": 0.5}},
    "exponential schedule": {"layers": "6,8:tanh,4:softmax", **CLASSES, **sgd(0.1),
                             "schedule": {"kind": "exponential", "factor": 0.97}},
    "cosine schedule": {"layers": "6,8:tanh,4:softmax", **CLASSES, **adam(0.005),
                        "schedule": {"kind": "cosine", "epochs": 200, "minimum": 0.0005}},
}

STEPS = 200  # of the losses that are recorded one by one
MOMENTS = (10, 100, 1000)  # the 10th step's loss …
FLOAT_TOLERANCES = (1e-6, 1e-5, 5e-5)  # … is to agree that well in single precision, relative

# ---------------------------------------------------------------------------- data and weights, exact on both sides


def mixed(k):
    """A whole number below 2^32 that looks random, from a whole number."""
    k = (k + 1) * 2654435761 % 2**32
    k = (k ^ (k >> 15)) * 2246822519 % 2**32
    return k ^ (k >> 13)


def between(k, bound):
    """A whole number from -bound to bound."""
    return mixed(k) % (2 * bound + 1) - bound


def make_data(case, inputs, outputs):
    """Inputs (samples × inputs), in 64ths; class numbers; and targets of a regression, in 64ths."""
    classes = max(2, outputs)
    labels = [(5 * i + i // 7) % classes for i in range(case["samples"])]
    # The inputs whose number is the class, modulo the number of classes, are larger by a half.
    x = [[(between(100000 + i * inputs + f, 64) + (32 if f % classes == labels[i] else 0)) / 64
          for f in range(inputs)] for i in range(case["samples"])]
    y = [[case["targetScale"] * between(500000 + i * outputs + o, 64) / 64 for o in range(outputs)]
         for i in range(case["samples"])]
    return x, labels, y


ROLES = ("weight", "bias", "running_mean", "running_var")


def first_values(layer, role, rows, cols, is_batch_norm):
    """Tensor rows × cols of layer `layer`, row by row, in 1,024ths. A weight of Glorot's size; a bias to 0.1; near 1
    what batch norm multiplies or divides by."""
    numbers = [1000000 + (4 * layer + ROLES.index(role)) * 10000 + i for i in range(rows * cols)]
    if is_batch_norm or role == "bias":
        one = 1024 if role in ("weight", "running_var") else 0
        return [(one + between(k, 102)) / 1024 for k in numbers]
    bound = math.isqrt(6 * 2**20 // (rows + cols))
    return [between(k, bound) / 1024 for k in numbers]


# ----------------------------------------------------------------------------------------------------- layers

ACTIVATIONS = {
    "linear": lambda z: z,
    "exponential": torch.exp,
    "sigmoid": torch.sigmoid,
    "bipolar-sigmoid": lambda z: torch.tanh(z / 2),  # (1 - e^-z) / (1 + e^-z)
    "tanh": torch.tanh,
    "relu": F.relu,
    "leaky-relu": F.leaky_relu,  # slope 0.01
    "elu": F.elu,
    "selu": F.selu,
    "gelu": F.gelu,
    "gelu-tanh": lambda z: F.gelu(z, approximate="tanh"),
    "silu": F.silu,
    "softplus": F.softplus,
    "softsign": F.softsign,
    # F.hardsigmoid's backward multiplies by 1/6 in single precision (0.16666667163), even in double.
    "hard-sigmoid": lambda z: torch.clamp(z / 6 + 0.5, 0, 1),
    "softmax": lambda z: F.softmax(z, dim=1),
}


class SamePadding(torch.nn.Module):
    """As many zeros as keep ceil(size / stride) places; the odd one goes right and below."""

    def __init__(self, kernel, stride):
        super().__init__()
        self.kernel, self.stride = kernel, stride

    def forward(self, x):
        height, width = (max((math.ceil(n / self.stride) - 1) * self.stride + self.kernel - n, 0) for n in x.shape[2:])
        return F.pad(x, (width // 2, width - width // 2, height // 2, height - height // 2))


class Network(torch.nn.Module):
    """Layers from their text. forward() gives z of the last layer and a = f(z)."""

    PART = re.compile(r"(?P<kind>conv|maxpool|avgpool|flatten|dropout|batchnorm|)(?P<n>[\d.]*)(x(?P<kernel>\d+))?"
                      r"(s(?P<stride>\d+))?(p(?P<pad>\d+)|(?P<same>same))?(?P<nobias>-nobias)?"
                      r"(-momentum(?P<momentum>[\d.]+))?(-epsilon(?P<epsilon>[\d.]+))?(-lr(?P<rate>[\d.]+))?(:(?P<activation>.+))?$")

    def __init__(self, text):
        super().__init__()
        first, *parts = text.split(",")
        sizes = [int(size) for size in first.split("x")]
        self.shape = (sizes[2], sizes[0], sizes[1]) if len(sizes) == 3 else (sizes[0],)  # channels, height, width
        self.layers = torch.nn.ModuleList()
        self.activations = []
        self.factors = []  # of the learning rate
        x = torch.zeros(2, *self.shape)
        for part in parts:
            match = self.PART.match(part)
            self.layers.append(self.layer(match, x.shape))
            self.factors.append(float(match["rate"] or 1))
            self.activations.append(match["activation"] or "linear")
            x = self.layers[-1](x)
        self.inputs, self.outputs = math.prod(self.shape), x.shape[1]

    @staticmethod
    def layer(part, shape):
        kind, bias = part["kind"], part["nobias"] is None
        if kind == "":
            return torch.nn.Linear(shape[1], int(part["n"]), bias=bias)
        if kind == "conv":
            kernel, stride = int(part["kernel"]), int(part["stride"] or 1)
            convolution = torch.nn.Conv2d(shape[1], int(part["n"]), kernel, stride, int(part["pad"] or 0), bias=bias)
            return torch.nn.Sequential(SamePadding(kernel, stride), convolution) if part["same"] else convolution
        if kind in ("maxpool", "avgpool"):
            pool = torch.nn.MaxPool2d if kind == "maxpool" else torch.nn.AvgPool2d
            return pool(int(part["n"]), int(part["stride"] or part["n"]))
        if kind == "batchnorm":
            norm = torch.nn.BatchNorm2d if len(shape) == 4 else torch.nn.BatchNorm1d
            settings = {"momentum": part["momentum"], "eps": part["epsilon"]}
            return norm(shape[1], **{name: float(text) for name, text in settings.items() if text})
        return torch.nn.Flatten() if kind == "flatten" else torch.nn.Dropout(float(part["n"]))

    def tensors(self):
        """(layer, role, tensor) in the engine's order."""
        for index, layer in enumerate(self.layers):
            for role in ROLES:
                for name, tensor in layer.state_dict(keep_vars=True).items():
                    if name.split(".")[-1] == role:
                        yield index, role, tensor

    def initialize(self):
        for index, role, tensor in self.tensors():
            rows = tensor.shape[0]
            values = first_values(index, role, rows, tensor.numel() // rows,
                                  isinstance(self.layers[index], torch.nn.modules.batchnorm._BatchNorm))
            tensor.data = torch.tensor(values, dtype=torch.double).to(tensor.dtype).reshape(tensor.shape)

    def freeze(self, layers):
        for index in layers:
            self.layers[index].eval()  # a batch norm uses and keeps its running statistics
            for parameter in self.layers[index].parameters():
                parameter.requires_grad = False

    def forward(self, x):
        a = x.reshape(-1, *self.shape)
        for layer, activation in zip(self.layers, self.activations):
            z = layer(a)
            a = ACTIVATIONS[activation](z)
        return z, a


# ------------------------------------------------------------------------------------------- losses, optimizers


def make_targets(case, network, labels, numbers):
    if case["targets"] == "numbers":
        return torch.tensor(numbers)
    if network.outputs > 1:
        return torch.eye(network.outputs)[labels]
    # One output: 0 and 1, or -1 and +1 where it can be negative.
    is_signed = network.activations[-1] in ("tanh", "linear")
    return torch.tensor([[float(2 * label - 1 if is_signed else label)] for label in labels])


def loss_of(case, z, a, y):
    """z, a, y: samples × outputs."""
    losses = {
        "cross-entropy": lambda: F.cross_entropy(z, y, label_smoothing=case["labelSmoothing"]),
        "binary-cross-entropy": lambda: F.binary_cross_entropy_with_logits(z, y),
        "mse": lambda: ((a - y) ** 2).sum() / (2 * len(y)),
        "mean-squares": lambda: F.mse_loss(a, y),
        "mae": lambda: F.l1_loss(a, y),
        "huber": lambda: F.huber_loss(a, y),  # delta 1
        "hinge": lambda: torch.clamp(1 - y * a, min=0).mean(),
    }
    return losses[case["loss"]]()


def make_optimizer(case, parameters):
    def setting(name, default):
        return case.get(name, default)

    rate = {"lr": case["learningRate"], "weight_decay": case["l2"]}
    betas = {"betas": (setting("beta1", 0.9), setting("beta2", 0.999)), "eps": setting("epsilon", 1e-8)}
    optimizers = {
        "sgd": lambda: torch.optim.SGD(parameters, **rate),
        "momentum": lambda: torch.optim.SGD(parameters, momentum=setting("momentum", 0.9), **rate),
        "nesterov": lambda: torch.optim.SGD(parameters, momentum=setting("momentum", 0.9), nesterov=True, **rate),
        "adagrad": lambda: torch.optim.Adagrad(parameters, eps=setting("epsilon", 1e-10), **rate),
        "rmsprop": lambda: torch.optim.RMSprop(parameters, alpha=setting("alpha", 0.99), eps=setting("epsilon", 1e-8), **rate),
        "adam": lambda: torch.optim.Adam(parameters, **betas, **rate),
        "adamw": lambda: torch.optim.AdamW(parameters, **betas, lr=rate["lr"], weight_decay=setting("decay", 0.01)),
        "adadelta": lambda: torch.optim.Adadelta(parameters, rho=setting("rho", 0.9), eps=setting("epsilon", 1e-6), **rate),
    }
    return optimizers[case["optimizer"]]()


def make_schedule(case, optimizer):
    schedule = case["schedule"]
    kinds = {
        "constant": lambda: torch.optim.lr_scheduler.ConstantLR(optimizer, factor=1),
        "step": lambda: torch.optim.lr_scheduler.StepLR(optimizer, schedule["every"], schedule["factor"]),
        "exponential": lambda: torch.optim.lr_scheduler.ExponentialLR(optimizer, schedule["factor"]),
        "cosine": lambda: torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, schedule["epochs"], schedule["minimum"]),
    }
    return kinds[schedule["kind"]]()


# ---------------------------------------------------------------------------------------------------- training


def train(case, steps, nudge=0.0):
    """The loss of each step's batch before its update, and the network afterwards. `nudge` moves the initial weights by
    that relative amount, up and down by turns."""
    network = Network(case["layers"]).to(torch.get_default_dtype())
    network.initialize()
    for _, _, tensor in network.tensors():
        signs = torch.tensor([(-1.0) ** mixed(i) for i in range(tensor.numel())]).reshape(tensor.shape)
        tensor.data *= 1 + nudge * signs
    network.freeze(case["frozen"])
    inputs, labels, numbers = make_data(case, network.inputs, network.outputs)
    x, y = torch.tensor(inputs), make_targets(case, network, labels, numbers)
    learned = [parameter for parameter in network.parameters() if parameter.requires_grad]
    groups = [{"params": [p for p in layer.parameters() if p.requires_grad], "lr": case["learningRate"] * factor}
              for layer, factor in zip(network.layers, network.factors)]
    optimizer = make_optimizer(case, [group for group in groups if group["params"]])
    schedule = make_schedule(case, optimizer)
    losses = []
    for step in range(steps):
        batch = [(step * case["batch"] + j) % case["samples"] for j in range(case["batch"])]
        optimizer.zero_grad()
        loss = loss_of(case, *network(x[batch]), y[batch])
        loss.backward()
        # Clipping sees the gradient of the loss alone; the penalties are added after it.
        if "clipValue" in case:
            torch.nn.utils.clip_grad_value_(learned, case["clipValue"])
        if "clipNorm" in case:
            torch.nn.utils.clip_grad_norm_(learned, case["clipNorm"])
        for parameter in learned:
            parameter.grad += case["l1"] * torch.sign(parameter.data)
        optimizer.step()
        losses.append(loss.item())
        if (step + 1) * case["batch"] % case["samples"] == 0:
            schedule.step()
    return losses, network


def train_in(dtype, case, steps, nudge=0.0):
    torch.set_default_dtype(dtype)
    return train(case, steps, nudge)


def worst(losses, others):
    """Per moment the relative difference, as a share of what is tolerated."""
    return max(abs(losses[t - 1] - others[t - 1]) / abs(losses[t - 1]) / tolerance
               for t, tolerance in zip(MOMENTS, FLOAT_TOLERANCES))


def record(name, settings):
    case = {"samples": 48, "batch": 8, "frozen": [], "labelSmoothing": 0.0, "l1": 0.0, "l2": 0.0, "targetScale": 1,
            "schedule": {"kind": "constant"}, "float": True, **settings}
    double, _ = train_in(torch.float64, case, MOMENTS[-1])
    single, _ = train_in(torch.float32, case, MOMENTS[-1])
    # How well single precision can do: against double, and against double with initial weights half a unit in the last
    # place of a float away.
    doubt = max(worst(double, single),
                *(worst(double, train_in(torch.float64, case, MOMENTS[-1], nudge)[0]) for nudge in (6e-8, -6e-8)))
    print(f"{name:32} {double[0]:9.6f} {double[STEPS - 1]:9.6f} {double[-1]:9.6f}   {doubt:8.3f}"
          + ("" if case["float"] else "  (double only)"), flush=True)
    if case["float"] and doubt > 0.5:
        print("    too close to what is tolerated in single precision", file=sys.stderr)
    # Continues the comparison into every tensor: the sum of its squares after the last recorded step.
    _, network = train_in(torch.float64, case, STEPS)
    squares = [[layer, role, (tensor.data ** 2).sum().item()] for layer, role, tensor in network.tensors()]
    return {"name": name, **case, "losses": double[:STEPS], "squaresAfter": squares,
            "double": [double[t - 1] for t in MOMENTS],
            "single": [single[t - 1] for t in MOMENTS] if case["float"] else None}


def main():
    torch.set_num_threads(1)
    wanted = sys.argv[1:]
    recorded = [record(name, settings) for name, settings in CASES.items() if not wanted or name in wanted]
    if wanted:
        return
    lines = ",\n".join(json.dumps(case) for case in recorded)
    content = f'{{"torch": "{torch.__version__}", "moments": {list(MOMENTS)}, "cases": [\n{lines}\n]}}\n'
    pathlib.Path(__file__).with_name("pytorch.json").write_text(content)


if __name__ == "__main__":
    main()
