"""Trains one network of one fold; goes on from its checkpoint where there is one.

    python3 train.py scout|reader FOLD [--steps N]      # FOLD: a scan of folds.json, or `all` for the shipped weights
"""
import argparse
import os
import time

import numpy as np
import torch
from torch import nn

import sources
from examples import Examples, patches
from networks import NETWORKS, normalised

SHARES = {"scout": (88, 6, 22, 140), "reader": (40, 4, 12, 56)}    # inserted, real, healthy, plain of a batch
RATE = {"scout": 4e-3, "reader": 2.5e-3}
CHECKPOINT_SECONDS = 240
#: nobody has marked the nodules of some scans: what goes on looking like one there is left out
SUSPICIOUS = 1.6


def blurred(patch, sigma):
    """A Gaussian of five taps along each axis; the border goes on."""
    side, far = float(np.exp(-0.5 / sigma ** 2)), float(np.exp(-2 / sigma ** 2))
    total = 1 + 2 * side + 2 * far
    for axis in (2, 3, 4):
        size = patch.shape[axis]
        moved = lambda by: patch.index_select(axis, (torch.arange(size) + by).clamp(0, size - 1))
        patch = (patch + side * (moved(1) + moved(-1)) + far * (moved(2) + moved(-2))) / total
    return patch


def ball(size, radius):
    line = torch.arange(size) - (size - 1) / 2
    z, y, x = torch.meshgrid(line, line, line, indexing="ij")
    return ((radius.view(-1, 1, 1, 1) - (z ** 2 + y ** 2 + x ** 2).sqrt()) / 1.5 + 0.5).clamp(0, 1)[:, None]


class Batches:
    """Batches with turns, noise and blur that tell nothing of the class: smoothing alone must not look like a nodule."""

    def __init__(self, data, network, generator):
        self.data, self.network, self.shares, self.random = data, network, SHARES[network], generator
        self.losses = np.full(len(data.plain), 0.7, np.float32)
        self.weights = data.weight[data.inserted] / data.weight[data.inserted].sum(dtype=float)

    def next(self):
        random, data = self.random, self.data
        inserted, real, healthy, plain = self.shares
        usable = data.trusted | (self.losses < SUSPICIOUS)
        chance = usable * (0.4 / len(self.losses) + 0.6 * self.losses / self.losses.sum())
        self.drawn = random.choice(len(self.losses), plain, p=chance / chance.sum())
        index = np.concatenate([random.choice(data.inserted, inserted, p=self.weights), random.choice(data.real, real),
                                random.choice(data.healthy, healthy), data.plain[self.drawn]])
        positive = inserted + real
        label = torch.zeros(len(index))
        label[:positive] = 1
        near, wide, fine = patches(data.patches[index])
        seen = (near, wide) if self.network == "scout" else (fine, wide)
        patch, wide = (normalised(torch.from_numpy(p.astype(np.float32)))[:, None] for p in seen)
        return self.varied(patch, wide, positive), torch.from_numpy(data.numbers[index]), label

    def varied(self, patch, wide, positive):
        random, count = self.random, len(patch)
        smoothed = torch.from_numpy(random.random(count) < 0.2)
        rounded = torch.from_numpy(random.random(count) < 0.25)
        rounded[:positive] = False
        sigma = random.uniform(0.45, 0.9)
        radius = torch.from_numpy(random.uniform(2.5, 7, count).astype(np.float32))
        factor = patch.shape[-1] / 18
        patch[smoothed] = blurred(patch[smoothed], sigma * factor)
        inside = ball(patch.shape[-1], radius[rounded] * factor)
        patch[rounded] = inside * blurred(patch[rounded], sigma * factor) + (1 - inside) * patch[rounded]
        gain = torch.from_numpy(random.normal(1, 0.07, (count, 1, 1, 1, 1)).astype(np.float32))
        shift = torch.from_numpy(random.normal(0, 0.05, (count, 1, 1, 1, 1)).astype(np.float32))
        noise = torch.from_numpy((random.uniform(0, 0.05, (count, 1, 1, 1, 1)) * (random.random((count, 1, 1, 1, 1)) < 0.5))
                                 .astype(np.float32))
        result = [image * gain + shift + torch.randn_like(image) * noise for image in (patch, wide)]
        # each half of the batch in a turn of its own
        turns = [(bool(a), bool(b), bool(c), bool(d)) for a, b, c, d in random.integers(0, 2, (4, 4))]
        def turned(patch):
            parts = []
            for (z, y, x, swap), part in zip(turns, (patch[0::4], patch[1::4], patch[2::4], patch[3::4])):
                part = part.flip([axis for axis, flip in zip((2, 3, 4), (z, y, x)) if flip])
                parts.append(part.transpose(3, 4) if swap else part)
            whole = torch.empty_like(patch)
            for k, part in enumerate(parts):
                whole[k::4] = part
            return whole
        return [turned(patch) for patch in result]

    def learn(self, losses):
        new = losses[-len(self.drawn):]
        self.losses[self.drawn] = 0.5 * self.losses[self.drawn] + 0.5 * new


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("network", choices=sorted(NETWORKS))
    parser.add_argument("fold")
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    base = os.path.join(sources.WORK, f"{options.network}-{options.fold}")
    torch.manual_seed(options.seed)
    generator = np.random.default_rng(options.seed)
    net = NETWORKS[options.network]().to(memory_format=torch.channels_last_3d)
    averaged = NETWORKS[options.network]()
    rate = RATE[options.network]
    optimiser = torch.optim.AdamW(net.parameters(), rate, weight_decay=2e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, options.steps, pct_start=0.15)
    step = 0
    batches = Batches(Examples(options.fold), options.network, generator)
    if os.path.exists(base + ".checkpoint"):
        state = torch.load(base + ".checkpoint", weights_only=False)
        net.load_state_dict(state["net"]), averaged.load_state_dict(state["averaged"])
        optimiser.load_state_dict(state["optimiser"]), schedule.load_state_dict(state["schedule"])
        step, batches.losses = state["step"], state["losses"]
        print(f"goes on at step {step}", flush=True)
    start = saved = time.time()
    mean = 0.0
    while step < options.steps:
        (patch, wide), numbers, label = batches.next()
        logits = net(patch, wide, numbers + 0.07 * torch.randn_like(numbers))
        losses = nn.functional.binary_cross_entropy_with_logits(logits, label * 0.97 + 0.015, reduction="none")
        optimiser.zero_grad()
        losses.mean().backward()
        optimiser.step()
        schedule.step()
        step += 1
        batches.learn(losses.detach().numpy())
        mean = 0.98 * mean + 0.02 * float(losses.detach().mean()) if step > 1 else float(losses.detach().mean())
        keep = min(0.995, step / (step + 20))
        with torch.no_grad():
            for mine, theirs in zip(averaged.state_dict().values(), net.state_dict().values()):
                mine.copy_(keep * mine + (1 - keep) * theirs if mine.is_floating_point() else theirs)
        if step % 100 == 0:
            left_out = int((~batches.data.trusted & (batches.losses >= SUSPICIOUS)).sum())
            print(f"{options.network} {options.fold} step {step} loss {mean:.4f} left out {left_out} "
                  f"{time.time() - start:.0f} s", flush=True)
        if time.time() - saved > CHECKPOINT_SECONDS:
            torch.save({"net": net.state_dict(), "averaged": averaged.state_dict(), "optimiser": optimiser.state_dict(),
                        "schedule": schedule.state_dict(), "step": step, "losses": batches.losses}, base + ".part")
            os.replace(base + ".part", base + ".checkpoint")
            saved = time.time()
    torch.save(averaged.state_dict(), base + ".pt")
    with open(base + ".patients", "w") as handle:
        handle.write("\n".join(batches.data.patients) + "\n")
    if os.path.exists(base + ".checkpoint"):
        os.remove(base + ".checkpoint")


if __name__ == "__main__":
    main()
