"""Writes trained networks as a model that the Swift engine runs, and golden data for its test.

    python3 export.py FOLD OUTPUT [--golden FOLDER]       # FOLD: `all` for the shipped weights
"""
import argparse
import hashlib
import json
import os
import shutil

import numpy as np
import torch
from safetensors.torch import save_file

import sources
from networks import NETWORKS, NUMBERS, normalised

SIDES = {"scout": 16, "reader": 24}
PLAN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "plan.json")


def tower(prefix, source, module, layers, tensors):
    """Appends the layers of a tower; returns the name of the last."""
    before, count = source, 0
    for layer in module.layers:
        name = f"{prefix}{count}"
        if isinstance(layer, torch.nn.Conv3d):
            record = {"name": name, "type": "convolution", "inputs": [before], "channels": layer.out_channels,
                      "kernel": list(layer.kernel_size), "padding": list(layer.padding), "bias": False}
            if layer.stride != (1, 1, 1):
                record["stride"] = list(layer.stride)
            tensors[f"{name}.weight"] = layer.weight
        elif isinstance(layer, torch.nn.BatchNorm3d):
            record = {"name": name, "type": "batchNormalisation", "inputs": [before], "epsilon": layer.eps}
            for key in ("weight", "bias", "running_mean", "running_var"):
                tensors[f"{name}.{key}"] = getattr(layer, key)
        elif isinstance(layer, torch.nn.ReLU):
            record = {"name": name, "type": "relu", "inputs": [before]}
        else:
            record = {"name": name, "type": "maximumPool", "inputs": [before], "kernel": [2, 2, 2]}
        layers.append(record)
        before, count = name, count + 1
    layers.append({"name": f"{prefix}Flat", "type": "flatten", "inputs": [before]})
    return f"{prefix}Flat"


def write(kind, network, folder):
    layers, tensors = [], {}
    ends = [tower("patch", "patch", network.patch, layers, tensors),
            tower("wide", "wide", network.wide, layers, tensors)]
    layers.append({"name": "seen", "type": "concatenate", "inputs": [*ends, "numbers"]})
    layers.append({"name": "hidden", "type": "dense", "inputs": ["seen"], "channels": network.hidden.out_features})
    layers.append({"name": "active", "type": "relu", "inputs": ["hidden"]})
    layers.append({"name": "logit", "type": "dense", "inputs": ["active"], "channels": 1})
    for name, layer in (("hidden", network.hidden), ("logit", network.last)):
        tensors[f"{name}.weight"], tensors[f"{name}.bias"] = layer.weight, layer.bias
    graph = {"format": "prescreen-network-1",
             "inputs": [{"name": "patch", "size": [SIDES[kind]] * 3, "channels": 1},
                        {"name": "wide", "size": [16] * 3, "channels": 1}, {"name": "numbers", "channels": NUMBERS}],
             "layers": layers, "outputs": ["logit"]}
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "network.json"), "w") as handle:
        handle.write(json.dumps(graph, indent=1).replace("\n   ", " ").replace("\n  ]", " ]") + "\n")
    save_file({k: v.detach().float().contiguous() for k, v in tensors.items()}, os.path.join(folder, "weights.safetensors"))


def sums(folder):
    names = ["plan.json"] + [f"{k}/{n}" for k in sorted(NETWORKS) for n in ("network.json", "weights.safetensors")]
    with open(os.path.join(folder, "SHA256SUMS"), "w") as handle:
        for name in sorted(names):
            with open(os.path.join(folder, name), "rb") as file:
                handle.write(f"{hashlib.sha256(file.read()).hexdigest()}  {name}\n")


def golden(networks, folder):
    """Made-up patches (balls, tubes, noise) with the logits of PyTorch, as floats one after the other."""
    random = np.random.default_rng(8)
    count = 4
    line = np.arange(24) - 11.5
    z, y, x = np.meshgrid(line, line, line, indexing="ij")
    hu = []
    for k in range(count):
        shape = z ** 2 + y ** 2 + x ** 2 if k % 2 else y ** 2 + x ** 2
        hu.append(-860 + 900 / (1 + np.exp(np.sqrt(shape) - 2 - 2 * k)) + random.normal(0, 20 + 10 * k, shape.shape))
    fine = normalised(torch.tensor(np.rint(hu), dtype=torch.float32))[:, None]
    near, wide = fine[:, :, 4:20, 4:20, 4:20].contiguous(), fine[:, :, :16, 2:18, 8:].contiguous()
    numbers = torch.tensor(random.normal(0, 0.7, (count, NUMBERS)), dtype=torch.float32)
    os.makedirs(folder, exist_ok=True)
    with torch.no_grad():
        for kind, network in networks.items():
            patch = fine if kind == "reader" else near
            logits = network(patch, wide, numbers)
            parts = [patch.numpy().ravel(), wide.numpy().ravel(), numbers.numpy().ravel(), logits.numpy().ravel()]
            np.concatenate(parts).astype("<f4").tofile(os.path.join(folder, f"{kind}.raw"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("fold")
    parser.add_argument("output")
    parser.add_argument("--golden")
    options = parser.parse_args()
    networks = {}
    for kind, network in NETWORKS.items():
        networks[kind] = network().eval()
        networks[kind].load_state_dict(torch.load(os.path.join(sources.WORK, f"{kind}-{options.fold}.pt")))
        write(kind, networks[kind], os.path.join(options.output, kind))
    if os.path.abspath(options.output) != os.path.dirname(os.path.abspath(PLAN)):
        shutil.copy(PLAN, options.output)
    sums(options.output)
    if options.golden:
        golden(networks, options.golden)


if __name__ == "__main__":
    main()
