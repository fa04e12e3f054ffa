"""Training examples of one scan: nodules and healthy tissue inserted into copies of it, seen as the detector sees them.

    python3 insertions.py SCAN [--copies N] [--seconds S] [--seed K]

Each copy is searched by `patch-export` (of the Swift package: the same blobs and patches as in the product), and the blobs on
an insertion are written to WORK/inserted-SCAN-*.npz. The scan as it is gives WORK/plain-SCAN.npz: all its blobs.
"""
import argparse
import json
import os
import pickle
import subprocess
import time

import numpy as np

import sources
import insert_nodules as insertion
from synthetic import SyntheticNodule

SIZES = ((3.2, 6.0), (6.0, 10.0), (10.0, 20.0), (20.0, 27.0))
SIZE_SHARES = (0.42, 0.30, 0.22, 0.06)
KINDS, KIND_SHARES = ("free", "vessel", "pleura"), (0.36, 0.30, 0.34)
SOURCES, SOURCE_SHARES = ("cube", "slices", "synthetic", "healthy"), (0.15, 0.50, 0.17, 0.18)
A_COPY = 24                       # insertions tried
PATCHES = (16 ** 3, 16 ** 3, 24 ** 3)
COLUMNS = 12
EXPORT = os.environ.get("PATCH_EXPORT", ".build/release/patch-export")


def export(scan, hu, name, limit, near=None, variants=1):
    """(table [n, 12], patches [n, variants, sum of PATCHES] int16 HU) of the blobs of a volume."""
    base = os.path.join(sources.WORK, name)
    np.rint(np.clip(hu, -32000, 32000)).astype("<i2").tofile(base + ".raw")
    step, row, column = scan.matrix[:, 0], scan.matrix[:, 2], scan.matrix[:, 1]
    unit = lambda vector: list(vector / np.linalg.norm(vector))
    job = {"volume": base + ".raw", "shape": list(hu.shape[::-1]), "spacing": [float(s) for s in scan.spacing[::-1]],
           "origin": list(scan.origin), "rowAxis": unit(row), "columnAxis": unit(column), "sliceAxis": unit(step),
           "output": base, "limit": limit, "near": near, "variants": variants}
    with open(base + ".json", "w") as handle:
        json.dump(job, handle)
    subprocess.run([EXPORT, base + ".json"], check=True, stdout=subprocess.DEVNULL)
    table = np.fromfile(base + ".table", "<f4").reshape(-1, COLUMNS)
    patches = np.fromfile(base + ".patches", "<i2").reshape(len(table), variants, sum(PATCHES))
    for ending in (".raw", ".json", ".table", ".patches"):
        os.remove(base + ending)
    return table, patches


class Inserter:
    def __init__(self, name, seed):
        self.name = name
        self.scan = insertion.Scan(sources.folder(name))
        self.original = self.scan.hu.copy()
        self.known = sources.known_findings(name, self.scan.uid)
        self.random = np.random.default_rng(seed)

    def prepare(self):
        self.anatomy = insertion.Anatomy(self.scan)
        self.noise = insertion.soft_tissue_noise(self.scan)
        with open(os.path.join(sources.WORK, "library.pkl"), "rb") as handle:
            nodules, self.healthy = pickle.load(handle)
        self.library = {s: [n for n in nodules if n.source == s] for s in ("cube", "slices")}
        self.diameters = {s: np.array([n.diameter for n in group]) for s, group in self.library.items()}

    def choose(self, source, wanted, kind):
        """(nodule, scale) of about that diameter for such a place, or None."""
        random = self.random
        if source == "healthy":
            return self.healthy[random.integers(len(self.healthy))], random.uniform(0.8, 1.1)
        if source == "synthetic":
            nodule = SyntheticNodule(random)
            return nodule, 1.0
        ratio = wanted / self.diameters[source]
        fits = np.flatnonzero((ratio >= 0.65) & (ratio <= 1.2))
        low, high = insertion.ATTACHED[kind]
        fits = [self.library[source][i] for i in fits]
        fits = [n for n in fits if n.attached <= high and (n.attached >= low or n.diameter < 12)]
        if not fits:
            return None
        unusual = [n for n in fits if n.density != "solid"]
        pick = unusual if unusual and random.random() < 0.3 else fits
        nodule = pick[random.integers(len(pick))]
        return nodule, wanted / nodule.diameter

    def one(self, taken):
        """Inserts once, where it succeeds: (LPS, radius, nodule, kind, added HU)."""
        random = self.random
        source = str(random.choice(SOURCES, p=SOURCE_SHARES))
        kind = str(random.choice(KINDS, p=KIND_SHARES)) if source != "healthy" else str(random.choice(KINDS[:2]))
        low, high = SIZES[random.choice(4, p=SIZE_SHARES)]
        chosen = self.choose(source, np.exp(random.uniform(np.log(low), np.log(high))), kind)
        if chosen is None:
            return None
        nodule, scale = chosen
        radius = nodule.diameter * scale / 2
        centre = insertion.find_place(self.scan, self.original, self.anatomy, kind, radius, taken, random)
        if centre is None:
            return None
        options = list(insertion.turns())
        turn = options[random.integers(len(options))]
        if kind == "pleura" and nodule.attached >= 0.08:
            target = insertion.wall_direction(self.anatomy, centre)
            turn = options[int(np.argmax([float((t @ nodule.direction) @ target) for t in options]))]
        box, values, added, clear, level, offset = insertion.insert(
            self.scan, nodule, centre, turn, scale, self.noise)
        if source != "healthy":
            # fainter than the benchmark allows, but not invisible
            faint = 0.45 if nodule.density == "non-solid" else 0.75
            needed = next(max(hu, times * level) for limit, hu, times in insertion.VISIBLE_HU if 2 * radius < limit)
            if added < faint * needed or added < 0.5 * clear:
                return None
        self.scan.hu[box] = values
        world = self.scan.world(centre + offset / self.scan.spacing if kind == "pleura" else centre)
        return world, radius, nodule, kind, added

    def copy(self, index):
        self.scan.hu = self.original.copy()
        taken = [(place, radius, 3.0) for place, radius, _ in self.known]
        made = []
        for _ in range(A_COPY):
            done = self.one(taken)
            if done is not None:
                made.append(done)
                taken.append((done[0], done[1], 4.0))
        near = [[*map(float, m[0]), max(1.0 * m[1], 2.5)] for m in made]
        table, patches = export(self.scan, self.scan.hu, f"copy-{self.name}-{index}", 2000, near, variants=2)
        apart = np.linalg.norm(table[:, None, :3] - np.array([m[0] for m in made])[None], axis=2)
        owner = apart.argmin(axis=1)
        # at most the three best blobs of a nodule: the table is sorted
        keep = [i for k in range(len(made)) for i in np.flatnonzero(owner == k)[:3]]
        return table[keep], patches[keep], [made[owner[i]] for i in keep], [apart[i, owner[i]] for i in keep], made, owner


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("scan")
    parser.add_argument("--copies", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    work = Inserter(options.scan, options.seed)
    plain = os.path.join(sources.WORK, f"plain-{options.scan}.npz")
    if not os.path.exists(plain):
        table, patches = export(work.scan, work.original, f"copy-{options.scan}", 2000)
        known = np.array([[*place, radius, what == "nodule"] for place, radius, what in work.known]).reshape(-1, 5)
        np.savez(plain, table=table, patches=patches[:, 0], known=known, uid=work.scan.uid)
        print(options.scan, len(table), "blobs", flush=True)
    if options.scan in sources.NO_INSERTIONS:
        return
    work.prepare()
    start, tables, images, facts, tried, reached = time.time(), [], [], [], 0, 0
    for index in range(options.copies):
        table, patches, made, apart, all_made, owner = work.copy(index)
        tables.append(table)
        images.append(patches)
        facts += [(m[2].patient, m[2].source, m[2].density, m[3], 2 * m[1], m[4], a, options.seed * 10000 + index * 100
                   + next(k for k, other in enumerate(all_made) if other is m)) for m, a in zip(made, apart)]
        nodules = [k for k, m in enumerate(all_made) if m[2].source != "healthy"]
        tried += len(nodules)
        reached += sum((owner == k).any() for k in nodules)
        if time.time() - start > options.seconds:
            break
    fields = list(zip(*facts))
    np.savez(os.path.join(sources.WORK, f"inserted-{options.scan}-{options.seed}.npz"),
             table=np.concatenate(tables), patches=np.concatenate(images), patient=np.array(fields[0]),
             source=np.array(fields[1]), density=np.array(fields[2]), place=np.array(fields[3]),
             numbers=np.array(fields[4:8], np.float32).T)
    print(options.scan, index + 1, "copies", tried, "nodules", reached, "reached", len(facts), "blobs",
          f"{time.time() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
