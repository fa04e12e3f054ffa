"""The examples of one fold, in memory."""
import glob
import os

import numpy as np

import folds
import sources
from insertions import PATCHES

DEEPEST = 1200                    # negatives come from so many best blobs of a scan
CLEAR = 3.0                       # mm: nearer to anything marked than this a blob is no negative


def numbers(table):
    return table[:, 5:].astype(np.float32)


def well_placed(table, facts):
    """Which blobs show their nodule: near its middle, about its size; the best of a nodule in any case."""
    radius, apart, owner = facts[:, 0] / 2, facts[:, 2], facts[:, 3]
    size = table[:, 3] * 3 ** 0.5 / radius
    good = (apart <= np.maximum(0.5 * radius, 1.5)) & (size > 0.4) & (size < 2.2)
    good[np.unique(owner, return_index=True)[1]] = True
    return good


def patches(flat):
    """(near, wide, fine) as [n, size, size, size] of a flat [n, sum of PATCHES]."""
    near, wide, fine = np.split(flat, np.cumsum(PATCHES)[:2], axis=-1)
    return near.reshape(-1, 16, 16, 16), wide.reshape(-1, 16, 16, 16), fine.reshape(-1, 24, 24, 24)


class Examples:
    """`patches` [n, …] int16 HU, `numbers` [n, 7]; index arrays `inserted`, `real` (nodules), `healthy`, `plain` (none)."""

    def __init__(self, fold):
        out = folds.load().get(fold, {"scans": [], "patientsOfScans": [], "patientsInserted": []})
        excluded = set(out["patientsOfScans"]) | set(out["patientsInserted"])
        flat, values, kinds, weights, trusted, seen = [], [], [], [], [], set()

        def add(patch, table, kind, weight, patients):
            seen.update(patients)
            flat.append(patch)
            values.append(numbers(table))
            kinds.append(np.full(len(table), kind))
            weights.append(np.broadcast_to(weight, len(table)).astype(np.float32))

        for scan in sources.SCANS:
            path = os.path.join(sources.WORK, f"plain-{scan}.npz")
            if sources.patient(scan) in excluded or not os.path.exists(path):
                continue
            data = np.load(path)
            table, patch, known = data["table"][:DEEPEST], data["patches"][:DEEPEST], data["known"]
            clean = np.ones(len(table), bool)
            if len(known):
                apart = np.linalg.norm(table[:, None, :3] - known[None, :, :3], axis=2)
                clean = (apart > known[None, :, 3] + CLEAR).all(axis=1)
                true = (apart <= known[None, :, 3]) & (known[None, :, 4] > 0)
                for k in np.flatnonzero(true.any(axis=0)):
                    hit = np.flatnonzero(true[:, k])[:3]
                    add(patch[hit], table[hit], 1, 1, [sources.patient(scan)])
            add(patch[clean], table[clean], 3, 1, [sources.patient(scan)])
            trusted.append(np.full(int(clean.sum()), scan in sources.TRUSTED))
            for path in sorted(glob.glob(os.path.join(sources.WORK, f"inserted-{scan}-*.npz"))):
                data = np.load(path)
                table, facts = data["table"], data["numbers"]
                kept = ~np.isin(data["patient"], list(excluded)) & well_placed(table, facts)
                healthy = data["source"] == "healthy"
                # a nodule counts once, however many blobs it has; small ones, which are hard, count more
                count = dict(zip(*np.unique(facts[kept, 3], return_counts=True)))
                weight = np.array([1 / count.get(k, 1) for k in facts[:, 3]]) * np.where(facts[:, 0] < 6, 1.5, 1.0)
                for variant in range(data["patches"].shape[1]):
                    for mask, kind in ((kept & ~healthy, 0), (kept & healthy, 2)):
                        add(data["patches"][mask, variant], table[mask], kind, weight[mask], data["patient"][mask])
        self.patches, self.numbers = np.concatenate(flat), np.concatenate(values)
        self.kind, self.weight = np.concatenate(kinds), np.concatenate(weights)
        #: of `plain`: whether it is surely no nodule
        self.trusted = np.concatenate(trusted)
        #: of every example, insertions and what they were put into
        self.patients = sorted(seen - {"none"})
        assert not excluded & set(self.patients)
        self.inserted, self.real, self.healthy, self.plain = (np.flatnonzero(self.kind == k) for k in range(4))
        print(f"fold {fold}: {len(self.inserted)} inserted, {len(self.real)} real, {len(self.healthy)} healthy, "
              f"{len(self.plain)} plain; {len(excluded)} patients left out", flush=True)
