"""The blobs of the development benchmark, as the networks see them, and how many of its nodules are among them.

    python3 benchmark.py BENCHMARK          # the folder that make_development_set.sh made; writes WORK/benchmark-SCAN.npz
"""
import os
import sys

import numpy as np

import sources
import insert_nodules as insertion
from insertions import export

LIMIT = 2000


def ranks(table, truth):
    """For each nodule the rank of the first blob that hits it by the LUNA16 rule, LIMIT where there is none."""
    apart = np.linalg.norm(truth[:, None, :3] - table[None, :, :3], axis=2)
    hit = apart <= truth[:, 3:4]
    return np.where(hit.any(axis=1), hit.argmax(axis=1), LIMIT)


def main():
    root, found, sizes = sys.argv[1], [], []
    for name in sorted(os.listdir(os.path.join(root, "scans"))):
        target = os.path.join(sources.WORK, f"benchmark-{name}.npz")
        if not os.path.exists(target):
            scan = insertion.Scan(os.path.join(root, "scans", name, "dicom"))
            table, patches = export(scan, scan.hu, f"copy-{name}", LIMIT)
            truth = np.array([[float(r[k]) for k in ("coordX", "coordY", "coordZ", "diameter_mm")]
                              for r in sources.rows(root, "scans", name, "annotations.csv")])
            truth[:, 3] /= 2
            np.savez(target, table=table, patches=patches[:, 0], truth=truth, uid=scan.uid)
        data = np.load(target)
        place = ranks(data["table"], data["truth"])
        found += list(place)
        sizes += list(2 * data["truth"][:, 3])
        print(name, len(data["table"]), sorted(place), flush=True)
    found = np.array(found)
    print({k: int((found < k).sum()) for k in (50, 100, 200, 300, 500, 700, 1000, 1500, 2000)}, "of", len(found))
    print("not reached:", [round(s, 1) for s, f in zip(sizes, found) if f >= LIMIT])


if __name__ == "__main__":
    main()
