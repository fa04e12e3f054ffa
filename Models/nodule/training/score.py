"""Scores scans by the networks of their folds, and the whole benchmark by froc.py.

    python3 score.py BENCHMARK [--scout N] [--reader N] [--weight W]
"""
import argparse
import os
import subprocess
import sys

import numpy as np
import torch

import folds
import sources
from examples import numbers, patches
from networks import NETWORKS, normalised


def logits(kind, fold, table, flat):
    path = os.path.join(sources.WORK, f"{kind}-{fold}.pt")
    network = NETWORKS[kind]().eval()
    network.load_state_dict(torch.load(path))
    values, result = torch.from_numpy(numbers(table)), []
    with torch.no_grad():
        for start in range(0, len(table), 250):
            part = slice(start, start + 250)
            near, wide, fine = patches(flat[part])
            patch, wide = (normalised(torch.from_numpy(p.astype(np.float32)))[:, None]
                           for p in (near if kind == "scout" else fine, wide))
            result.append(network(patch, wide, values[part]).numpy())
    return np.concatenate(result)


def merged(table, scores, limit=100):
    kept = []
    for i in np.argsort(-scores, kind="stable"):
        apart = [np.linalg.norm(table[i, :3] - table[j, :3]) > max(4.0, 1.5 * table[j, 3]) for j in kept]
        if all(apart):
            kept.append(i)
        if len(kept) == limit:
            break
    return kept


def ranked(table, scout, reader, blobs, read, weight):
    """Final logit of every blob: see NetworkRanking."""
    order = np.argsort(-scout[:blobs], kind="stable")
    final = np.full(len(table), -np.inf)
    best = order[:read]
    final[best] = (1 - weight) * scout[best] + weight * reader[best]
    final[order[read:]] = np.minimum(scout[order[read:]], final[best].min())
    return final


def scored(name, fold):
    """(table, scout logits, reader logits) of a plain scan or of one of the benchmark; cached."""
    cache = os.path.join(sources.WORK, f"scored-{fold}-{name}.npz")
    stamp = max(os.path.getmtime(os.path.join(sources.WORK, f"{k}-{fold}.pt")) for k in NETWORKS)
    if not os.path.exists(cache) or os.path.getmtime(cache) < stamp:
        data = np.load(os.path.join(sources.WORK, f"{name}.npz"))
        table, flat = data["table"][:1500], data["patches"][:1500]
        scout = logits("scout", fold, table, flat)
        best = np.argsort(-scout)[:200]
        reader = np.full(len(table), -20, np.float32)
        reader[best] = logits("reader", fold, table[best], flat[best])
        np.savez(cache, table=table, scout=scout, reader=reader, uid=data["uid"])
    data = np.load(cache)
    return data["table"], data["scout"], data["reader"], str(data["uid"])


def submission(path, names, options):
    with open(path, "w") as handle:
        handle.write("seriesuid,coordX,coordY,coordZ,probability\n")
        for name, fold in names:
            table, scout, reader, uid = scored(name, fold)
            final = ranked(table, scout, reader, options.scout, options.reader, options.weight)
            for i in merged(table, final):
                handle.write(f"{uid},{table[i, 0]:.3f},{table[i, 1]:.3f},{table[i, 2]:.3f},{1 / (1 + np.exp(-final[i])):.9f}\n")


def froc(folder, path, names, *more):
    """Scores a submission against the lists of a folder, for the series of `names` only."""
    uids = {scored(n, f)[3] for n, f in names}
    lists = []
    for name in ("annotations", "annotations_excluded", "seriesuids"):
        with open(os.path.join(folder, name + ".csv"), encoding="utf-8-sig") as handle:
            lines = handle.read().splitlines()
        first = 1 if lines[0].startswith("seriesuid") else 0
        lists.append(path + "." + name)
        with open(lists[-1], "w") as handle:
            handle.write("\n".join(lines[:first] + [l for l in lines[first:] if l.split(",")[0] in uids]) + "\n")
    command = [sys.executable, os.path.join(sources.SHARED, "evaluation", "froc.py"), "--annotations", lists[0], "--excluded",
               lists[1], "--seriesuids", lists[2], "--submission", path, *more]
    return subprocess.run(command, capture_output=True, text=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("benchmark")
    parser.add_argument("--scout", type=int, default=1000)
    parser.add_argument("--reader", type=int, default=96)
    parser.add_argument("--weight", type=float, default=0.5)
    parser.add_argument("--folds", nargs="*", default=sorted(folds.load()))
    options = parser.parse_args()
    names = [(f"benchmark-{base}-{k}", base) for base in options.folds for k in (1, 2, 3, 4)]
    path = os.path.join(sources.WORK, "submission.csv")
    submission(path, names, options)
    done = froc(options.benchmark, path, names, "--subgroup", "density", "--subgroup", "placement")
    print(done.stdout[-4000:], done.stderr[-2000:])
    real = [(f"plain-{s}", base) for base in options.folds for s in folds.load()[base]["scans"] if s in sources.STUDIES]
    submission(path, real, options)
    done = froc(os.path.join(sources.DATA, "truth"), path, real)
    print(done.stdout[-1500:], done.stderr[-2000:])


if __name__ == "__main__":
    main()
