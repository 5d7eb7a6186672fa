#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast PyTorch trains the three networks on MNIST that `pellucid bench` measures, for the same machine.

One thread, also of OpenBLAS, which torch.set_num_threads() does not reach. Single precision, Adam, and the quickest loop
that PyTorch 1.13 itself allows: the images are floats in memory already, a batch is one index_select, and optimizers come
with and without foreach, of which the faster counts.
Prints the median over stretches of half a second. Seconds are the processor's, so that a busy machine spoils less.

Debian's PyTorch multiplies matrices with whatever BLAS is installed, and the reference one is several times slower than
OpenBLAS (package libopenblas0-pthread). The last line says which one it was, and for which processor: an OpenBLAS that
does not know the machine's takes its oldest ("Prescott"), which is four times slower than OPENBLAS_CORETYPE=SkylakeX.

    python3 tests/benchmarks/pytorch_speed.py [SECONDS for each network and kind of optimizer, 5]
"""
import ctypes
import gzip
import os
import pathlib
import statistics
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read while torch is loaded

import torch
from torch import nn

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "resources" / "datasets" / "mnist"


def read(name, header):
    content = gzip.open(FOLDER / f"{name}.gz").read()
    return torch.frombuffer(bytearray(content[header:]), dtype=torch.uint8)


def convolutional():
    return nn.Sequential(nn.Unflatten(1, (1, 28, 28)), nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
                         nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 10))


CASES = {
    "784-64-10": (lambda: nn.Sequential(nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10)), 32),
    "784-512-10": (lambda: nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 10)), 128),
    "cnn": (convolutional, 32),
}


def samples_per_second(make_network, batch, foreach, seconds):
    torch.manual_seed(1)
    network = make_network()
    optimizer = torch.optim.Adam(network.parameters(), foreach=foreach)
    loss_of = nn.CrossEntropyLoss()
    count = len(labels)
    order = torch.randperm(count)
    position = 0

    def step():
        nonlocal position, order
        chosen = order[position:position + batch]
        position += batch
        if position >= count:
            position, order = 0, torch.randperm(count)
        optimizer.zero_grad(set_to_none=True)
        loss_of(network(images.index_select(0, chosen)), labels.index_select(0, chosen)).backward()
        optimizer.step()

    for _ in range(100):
        step()
    speeds = []
    until = time.process_time() + seconds
    while time.process_time() < until:
        begin, steps = time.process_time(), 0
        while time.process_time() - begin < 0.5:
            step()
            steps += 1
        speeds.append(steps * batch / (time.process_time() - begin))
    return statistics.median(speeds)


def evaluation_ms():
    """Loss and correct answers of the 10,000 test images by 784-64-10, all at once."""
    network, loss_of = CASES["784-64-10"][0](), nn.CrossEntropyLoss()
    test_images = read("t10k-images-idx3-ubyte", 16).reshape(-1, 784).float() / 255
    test_labels = read("t10k-labels-idx1-ubyte", 8).long()
    times = []
    with torch.no_grad():
        for _ in range(30):
            begin = time.process_time()
            answers = network(test_images)
            loss_of(answers, test_labels).item(), (answers.argmax(1) == test_labels).sum().item()
            times.append(time.process_time() - begin)
    return 1e3 * statistics.median(times)


def blas():
    """The files that the process has loaded, Linux only, and what OpenBLAS calls the processor that it computes for."""
    maps = pathlib.Path("/proc/self/maps").read_text().split()
    files = sorted({path for path in maps if "blas" in pathlib.Path(path).name})
    for path in files:
        if "openblasp" in path:
            name = ctypes.CDLL(path).openblas_get_corename
            name.restype = ctypes.c_char_p
            files.append(f"for {name().decode()}")
            break
    return ", ".join(files)


torch.set_num_threads(1)
images = read("train-images-idx3-ubyte", 16).reshape(-1, 784).float() / 255
labels = read("train-labels-idx1-ubyte", 8).long()
for name, (make_network, batch) in CASES.items():
    fastest = max(samples_per_second(make_network, batch, foreach, float(sys.argv[1]) if len(sys.argv) > 1 else 5)
                  for foreach in (False, True))
    print(f"{name:12}{fastest:12.0f} samples/s", flush=True)
print(f"Evaluating 10,000 test images, 784-64-10: {evaluation_ms():.1f} ms")
print(f"PyTorch {torch.__version__}, {blas()}")
