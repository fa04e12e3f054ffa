"""Scores scans by the networks of their folds, and the whole benchmark by froc.py.

    python3 score.py BENCHMARK
"""
import argparse
import json
import os
import subprocess
import sys

import numpy as np
import torch

import folds
import sources
from examples import numbers, patches
from networks import NETWORKS, normalised


PLAN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "plan.json")
MIRRORED = ((), (2,), (3,), (4,))


def logits(kind, fold, table, flat, views=((),)):
    """For each blob the mean over the mirrorings."""
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
            seen = [network(patch.flip(view), wide.flip(view), values[part]).numpy() for view in views]
            result.append(np.mean(seen, axis=0))
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


READ = 64


def ranked(table, first, scout, reader, plan):
    """Final logit of every blob: see NetworkRanking; `first` orders them, the others are means over the mirrorings."""
    order = np.argsort(-first[:plan["scoutBlobs"]], kind="stable")
    final = np.full(len(table), -np.inf)
    best = order[:READ]
    final[best] = (plan["scoutWeight"] * scout[best] + plan["readerWeight"] * reader[best]
                   + plan["strengthWeight"] * np.log(table[best, 4] + 0.1))
    final[order[READ:]] = np.minimum(first[order[READ:]], final[best].min())
    return final


def scored(name, fold):
    """(table, the scout's first logits, those of scout and reader of the best, UID) of a scan; cached."""
    cache = os.path.join(sources.WORK, f"scored-{fold}-{name}.npz")
    stamp = max(os.path.getmtime(os.path.join(sources.WORK, f"{k}-{fold}.pt")) for k in NETWORKS)
    if not os.path.exists(cache) or os.path.getmtime(cache) < stamp:
        data = np.load(os.path.join(sources.WORK, f"{name}.npz"))
        table, flat = data["table"][:1000], data["patches"][:1000]
        first = logits("scout", fold, table, flat)
        best = np.argsort(-first, kind="stable")[:READ]
        scout, reader = (np.full(len(table), -20, np.float32) for _ in range(2))
        scout[best] = logits("scout", fold, table[best], flat[best], MIRRORED)
        reader[best] = logits("reader", fold, table[best], flat[best], MIRRORED)
        np.savez(cache, table=table, first=first, scout=scout, reader=reader, uid=data["uid"])
    data = np.load(cache)
    return data["table"], data["first"], data["scout"], data["reader"], str(data["uid"])


def submission(path, names, plan):
    with open(path, "w") as handle:
        handle.write("seriesuid,coordX,coordY,coordZ,probability\n")
        for name, fold in names:
            *seen, uid = scored(name, fold)
            table, final = seen[0], ranked(*seen, plan)
            for i in merged(table, final):
                handle.write(f"{uid},{table[i, 0]:.3f},{table[i, 1]:.3f},{table[i, 2]:.3f},{1 / (1 + np.exp(-final[i])):.9f}\n")


def froc(folder, path, names, *more):
    """Scores a submission against the lists of a folder, for the series of `names` only."""
    uids = {scored(n, f)[-1] for n, f in names}
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
    parser.add_argument("--folds", nargs="*", default=sorted(folds.load()))
    options = parser.parse_args()
    with open(PLAN) as handle:
        plan = json.load(handle)
    names = [(f"benchmark-{base}-{k}", base) for base in options.folds for k in (1, 2, 3, 4)]
    path = os.path.join(sources.WORK, "submission.csv")
    submission(path, names, plan)
    done = froc(options.benchmark, path, names, "--subgroup", "density", "--subgroup", "placement")
    print(done.stdout[-4000:], done.stderr[-2000:])
    real = [(f"plain-{s}", base) for base in options.folds for s in folds.load()[base]["scans"] if s in sources.STUDIES]
    submission(path, real, plan)
    done = froc(os.path.join(sources.DATA, "truth"), path, real)
    print(done.stdout[-1500:], done.stderr[-2000:])


if __name__ == "__main__":
    main()
