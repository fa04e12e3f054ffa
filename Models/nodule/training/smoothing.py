"""Does smoothing plain lung, without any nodule, look like a nodule to the networks?

    python3 smoothing.py          # for each fold: mean logit of blobs in its own scans, and with a ball round them smoothed

The ball has a radius of 6 mm and is smoothed with σ 0.8 mm, in the patches.
"""
import os

import numpy as np
import torch
from scipy import ndimage

import folds
import sources
from examples import CLEAR, numbers, patches
from networks import NETWORKS, normalised

RANKS = slice(20, 420)
STEPS = {"near": lambda s: np.maximum(0.65 * s, 0.75), "wide": lambda s: 0.75 + 0.85 * s,
         "fine": lambda s: np.maximum(0.5 * s, 0.75)}


def smoothed(images, steps):
    size = images.shape[-1]
    line = np.arange(size) - (size - 1) / 2
    distance = np.sqrt(sum(a ** 2 for a in np.meshgrid(line, line, line, indexing="ij")))
    result = []
    for image, step in zip(images.astype(np.float32), steps):
        inside = np.clip((6 / step - distance) / (2 / step) + 0.5, 0, 1)
        result.append(inside * ndimage.gaussian_filter(image, 0.8 / step, mode="nearest") + (1 - inside) * image)
    return np.stack(result)


def logits(network, patch, wide, values):
    with torch.no_grad():
        seen = (normalised(torch.from_numpy(p.astype(np.float32)))[:, None] for p in (patch, wide))
        return network(*seen, torch.from_numpy(values)).numpy()


def main():
    gains = {"scout": [], "reader": []}
    for fold, row in folds.load().items():
        for scan in row["scans"]:
            data = np.load(os.path.join(sources.WORK, f"plain-{scan}.npz"))
            table, flat, known = data["table"][RANKS], data["patches"][RANKS], data["known"]
            if len(known):
                apart = np.linalg.norm(table[:, None, :3] - known[None, :, :3], axis=2)
                clean = (apart > known[None, :, 3] + CLEAR).all(axis=1)
                table, flat = table[clean], flat[clean]
            images = dict(zip(("near", "wide", "fine"), patches(flat)))
            soft = {name: smoothed(image, STEPS[name](table[:, 3])) for name, image in images.items()}
            for kind, patch in (("scout", "near"), ("reader", "fine")):
                network = NETWORKS[kind]().eval()
                network.load_state_dict(torch.load(os.path.join(sources.WORK, f"{kind}-{fold}.pt")))
                before = logits(network, images[patch], images["wide"], numbers(table))
                after = logits(network, soft[patch], soft["wide"], numbers(table))
                gains[kind].append((before.mean(), after.mean(), (before > 0).sum(), (after > 0).sum(), len(before)))
    for kind, rows in gains.items():
        rows = np.array(rows)
        weight = rows[:, 4] / rows[:, 4].sum()
        print(f"{kind}: mean logit {(rows[:, 0] * weight).sum():.2f}, smoothed {(rows[:, 1] * weight).sum():.2f}; "
              f"above zero {int(rows[:, 2].sum())}, smoothed {int(rows[:, 3].sum())} of {int(rows[:, 4].sum())}")


if __name__ == "__main__":
    main()
