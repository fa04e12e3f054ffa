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


def patches(flat):
    """(near, wide, fine) as [n, size, size, size] of a flat [n, sum of PATCHES]."""
    near, wide, fine = np.split(flat, np.cumsum(PATCHES)[:2], axis=-1)
    return near.reshape(-1, 16, 16, 16), wide.reshape(-1, 16, 16, 16), fine.reshape(-1, 24, 24, 24)


class Examples:
    """`patches` [n, …] int16 HU, `numbers` [n, 7]; index arrays `inserted`, `real` (nodules), `healthy`, `plain` (none)."""

    def __init__(self, fold):
        out = folds.load().get(fold, {"scans": [], "patientsOfScans": [], "patientsInserted": []})
        excluded = set(out["patientsOfScans"]) | set(out["patientsInserted"])
        flat, values, kinds, sizes, seen = [], [], [], [], set()

        def add(patch, table, kind, size, patients):
            seen.update(patients)
            flat.append(patch)
            values.append(numbers(table))
            kinds.append(np.full(len(table), kind))
            sizes.append(np.broadcast_to(size, len(table)).astype(np.float32))

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
                    add(patch[hit], table[hit], 1, 2 * known[k, 3], [sources.patient(scan)])
            add(patch[clean], table[clean], 3, 0, [sources.patient(scan)])
            for path in sorted(glob.glob(os.path.join(sources.WORK, f"inserted-{scan}-*.npz"))):
                data = np.load(path)
                kept = ~np.isin(data["patient"], list(excluded))
                healthy = data["source"] == "healthy"
                for variant in range(data["patches"].shape[1]):
                    for mask, kind in ((kept & ~healthy, 0), (kept & healthy, 2)):
                        add(data["patches"][mask, variant], data["table"][mask], kind, data["numbers"][mask, 0],
                            data["patient"][mask])
        self.patches, self.numbers = np.concatenate(flat), np.concatenate(values)
        self.kind, self.size = np.concatenate(kinds), np.concatenate(sizes)
        #: of every example, insertions and what they were put into
        self.patients = sorted(seen - {"none"})
        assert not excluded & set(self.patients)
        self.inserted, self.real, self.healthy, self.plain = (np.flatnonzero(self.kind == k) for k in range(4))
        print(f"fold {fold}: {len(self.inserted)} inserted, {len(self.real)} real, {len(self.healthy)} healthy, "
              f"{len(self.plain)} plain; {len(excluded)} patients left out", flush=True)
