"""What was missed and what was marked wrongly: a page of slices through each.

    python3 picture.py BENCHMARK SUBMISSION RESULT.json OUTPUT.png      # RESULT.json of froc.py; left nodules, right marks
"""
import csv
import json
import os
import sys

import matplotlib
import numpy as np
from scipy import ndimage

import sources
import insert_nodules as insertion

matplotlib.use("Agg")
from matplotlib import pyplot

REACH = 28      # mm each way
ROWS, COLUMNS = 4, 6


def views(scan, world):
    """Axial and coronal slice round a place, at 1 mm."""
    line = np.arange(-REACH, REACH + 1)
    centre = scan.index(world)
    zero = np.zeros((len(line), len(line)))
    across, along = np.meshgrid(line, line)
    place = lambda z, y, x: np.stack([z / scan.spacing[0] + centre[0], y / scan.spacing[1] + centre[1],
                                      x / scan.spacing[2] + centre[2]])
    take = lambda where: ndimage.map_coordinates(scan.hu, where, order=1, mode="nearest")
    return take(place(zero, along, across)), take(place(-along, zero, across))


def main():
    root, submission, result, output = sys.argv[1:]
    scans, truth = {}, {}
    for name in sorted(os.listdir(os.path.join(root, "scans"))):
        scans[sources.rows(root, "scans", name, "seriesuids.csv")[0]["seriesuid"]] = name
    for name in ("annotations.csv", "annotations_excluded.csv"):
        for row in sources.rows(root, name):
            truth.setdefault(row["seriesuid"], []).append(row)
    place = lambda row: np.array([float(row[k]) for k in ("coordX", "coordY", "coordZ")])
    marks = sources.rows(submission)
    wrong = [m for m in sorted(marks, key=lambda m: -float(m["probability"]))
             if all(np.linalg.norm(place(m) - place(t)) > max(float(t["diameter_mm"]), 8) / 2 + 2 for t in truth.get(m["seriesuid"], []))]
    with open(result) as handle:
        listed = json.load(handle)["per_nodule"]
    rates = [n.get("false_positives_per_scan") for n in listed]
    missed = [n for n, r in zip(listed, rates) if r is None or r > 1]
    figure, axes = pyplot.subplots(ROWS, 2 * COLUMNS, figsize=(2 * COLUMNS * 1.6, ROWS * 3.3))
    cache = {}
    def draw(column, items, title):
        for k in range(ROWS * COLUMNS):
            axis = axes[k // COLUMNS][column + k % COLUMNS]
            axis.axis("off")
            if k >= len(items):
                continue
            row = items[k]
            uid = row["seriesuid"]
            if uid not in cache:
                cache.clear()
                cache[uid] = insertion.Scan(os.path.join(root, "scans", scans[uid], "dicom"))
            axis.imshow(np.concatenate(views(cache[uid], place(row))), cmap="gray", vmin=-1150, vmax=350)
            axis.set_title(title(row, scans[uid]), fontsize=6)
    draw(0, sorted(missed, key=lambda r: r["seriesuid"])[:ROWS * COLUMNS],
         lambda r, n: f"{n[5:]} {float(r['diameter_mm']):.1f} mm\n{r.get('placement', '')} {r.get('density', '')}")
    seen, chosen = set(), []
    for mark in wrong:          # copies of a scan repeat its marks
        key = (scans[mark["seriesuid"]][:9], *np.round(place(mark) / 6))
        if key not in seen:
            seen.add(key)
            chosen.append(mark)
    draw(COLUMNS, sorted(chosen[:ROWS * COLUMNS], key=lambda r: r["seriesuid"]),
         lambda r, n: f"{n[5:]}\np {float(r['probability']):.2f}")
    figure.suptitle("left: nodules not found at 1 false positive a scan; right: strongest false positives. Axial above coronal, 57 mm wide",
                    fontsize=9)
    figure.tight_layout()
    figure.savefig(output, dpi=80)


if __name__ == "__main__":
    main()
