"""A twin of the reader in two dimensions, on the axial patches of published detectors' candidates.

    python3 twin.py [--epochs N]

Five folds of contiguous rows (one scan's candidates stand together); prints the AUC of each fold and of all scores together.
"""
import argparse
import os

import numpy as np
import torch
from torch import nn

import sources

FOLDS = 5


class Twin(nn.Module):
    def __init__(self):
        super().__init__()
        def tower(first, blocks):
            layers, before = [nn.Conv2d(1, first, 4, stride=2, padding=1, bias=False), nn.BatchNorm2d(first), nn.ReLU(True)], first
            for width in blocks:
                layers += [nn.Conv2d(before, width, 3, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU(True),
                           nn.MaxPool2d(2)]
                before = width
            return nn.Sequential(*layers, nn.Flatten())
        self.patch, self.wide = tower(24, (48, 96)), tower(16, (32, 48))
        self.head = nn.Sequential(nn.Dropout(0.3), nn.Linear(96 * 9 + 48 * 9, 64), nn.ReLU(True), nn.Dropout(0.3), nn.Linear(64, 1))

    def forward(self, image):
        patch = image[:, :, 13:37, 13:37]
        wide = nn.functional.avg_pool2d(image[:, :, 1:49, 1:49], 2)
        return self.head(torch.cat([self.patch(patch), self.wide(wide)], 1))[:, 0]


def auc(label, score):
    order = np.argsort(score, kind="stable")
    rank = np.empty(len(score))
    rank[order] = np.arange(1, len(score) + 1)
    positive = label.sum()
    return (rank[label == 1].sum() - positive * (positive + 1) / 2) / (positive * (len(label) - positive))


def turned(image, generator):
    if generator.random() < 0.5:
        image = image.flip(2)
    if generator.random() < 0.5:
        image = image.flip(3)
    return image.transpose(2, 3) if generator.random() < 0.5 else image


def train(image, label, epochs, seed):
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    net = Twin()
    steps = epochs * (len(label) // 128)
    optimiser = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, steps)
    nodules, others = torch.flatten(label.nonzero()), torch.flatten((label == 0).nonzero())
    for _ in range(steps):
        index = torch.cat([nodules[generator.integers(len(nodules), size=40)], others[generator.integers(len(others), size=88)]])
        batch = turned(image[index], generator)
        shift = generator.integers(-2, 3, 2)
        batch = batch.roll((int(shift[0]), int(shift[1])), (2, 3))
        batch = batch * (1 + 0.1 * torch.randn(len(index), 1, 1, 1)) + 0.1 * torch.randn(len(index), 1, 1, 1)
        loss = nn.functional.binary_cross_entropy_with_logits(net(batch), label[index] * 0.97 + 0.015)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return net.eval()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=15)
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    data = np.load(os.path.join(sources.DATA, "nodules", "patches.npz"))
    order = np.argsort(data["candidate_row"], kind="stable")
    image = torch.from_numpy(data["image"][order].astype(np.float32))[:, None] / 127.5 - 1
    label = torch.from_numpy(data["label"][order].astype(np.float32))
    blocks = np.array_split(np.arange(len(label)), FOLDS)
    scores = np.zeros(len(label))
    for k, block in enumerate(blocks):
        rest = np.setdiff1d(np.arange(len(label)), block)
        nets = [train(image[rest], label[rest], options.epochs, seed) for seed in range(2)]
        with torch.no_grad():
            views = [image[block], image[block].flip(2), image[block].flip(3), image[block].transpose(2, 3)]
            scores[block] = sum(net(view).numpy() for net in nets for view in views) / (len(nets) * len(views))
        print(f"fold {k}: AUC {auc(label[block].numpy(), scores[block]):.4f}, {int(label[block].sum())} nodules of {len(block)}",
              flush=True)
    print(f"all: AUC {auc(label.numpy(), scores):.4f}")


if __name__ == "__main__":
    main()
