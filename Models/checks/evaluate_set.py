#!/usr/bin/env python3
"""Scans a benchmark, and its thick twins, with the built program and scores what is found.

    python3 evaluate_set.py --set SET [--set TWINS]... --work FOLDER [--program PATH] [--performance FILE]

Every `SET/scans/<name>/dicom` is scanned by itself; results stay under FOLDER/<set>/<name>, and a scan that stands there
already is not repeated, so give each build and plan a FOLDER of its own. Series are put into classes by the distance of
their slices (1, 2.5 and 5 mm, the nearest by ratio). Printed for each class, and written to FOLDER/spacing-<mm>.json:
CPM with its interval and groups, by `prescreen evaluate`; then what the shown findings hold, by size, density and
placement, with the interval of Wilson (95 %). --performance writes the same by size as `performance.json`, the file that
reports quote; its keys stand in Sources/Screening/Screening/README.md. Standard library only.
"""
import argparse
import csv
import json
import math
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SPACINGS = (1.0, 2.5, 5.0)                                # mm
SIZES = ((0, 6), (6, 10), (10, 20), (20, None))           # mm, from … to below
LISTS = ("annotations", "annotations_excluded", "seriesuids")


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def place(row):
    return tuple(float(row[key]) for key in ("coordX", "coordY", "coordZ"))


def radius(row):
    """As in the rules of LUNA16: a diameter that is not known counts as 10 mm."""
    diameter = float(row["diameter_mm"])
    return (diameter if diameter >= 0 else 10) / 2


def wilson(found, count):
    """Interval of 95 % of a share."""
    if count == 0:
        return 0.0, 1.0
    z, share = 1.959964, found / count
    middle, half = share + z * z / (2 * count), z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    return max((middle - half) / scale, 0.0), min((middle + half) / scale, 1.0)


class Scan:
    """One series: its truth, and what the program said of it."""

    def __init__(self, folder, result):
        self.folder = folder
        report = json.loads((result / "findings.json").read_text())
        if report["outcome"] != "reported":
            raise SystemExit(f"{folder}: {report['outcome']}")
        self.provenance = report["provenance"]
        self.spacing = report["series"]["spacingMM"][2]
        self.candidates = result / "candidates.csv"
        self.shown = rows(self.candidates)[:len(report["findings"])]
        self.nodules, self.excluded = rows(folder / "annotations.csv"), rows(folder / "annotations_excluded.csv")
        for row in self.nodules:
            row["found"] = any(self._hits(mark, row) for mark in self.shown)
        self.false_positives = sum(
            not any(self._hits(mark, row) for row in self.nodules + self.excluded) for mark in self.shown)

    @staticmethod
    def _hits(mark, row):
        return math.dist(place(mark), place(row)) < radius(row)

    @property
    def spacing_class(self):
        return min(SPACINGS, key=lambda spacing: abs(math.log(spacing / self.spacing)))


def scan(program, folder, result, threads, models=None):
    """The folder of the result; made where it is not there, by the networks of the scan's fold where there are some."""
    done = list(result.glob("*/findings.json"))
    if not done:
        environment = dict(os.environ)
        if models:
            environment["PRESCREEN_MODELS"] = str(models / folder.name.rpartition("-")[0])
        run = subprocess.run(
            [program, "scan", folder / "dicom", "--output", result, "--format", "json,csv", "--threads", str(threads)],
            capture_output=True, text=True, env=environment)
        done = list(result.glob("*/findings.json"))
        if len(done) != 1:
            raise SystemExit(f"{folder}: no result\n{run.stderr}")
    return done[0].parent


def join(paths, target):
    """One list of many with the same header."""
    parts = [path.read_text().splitlines(keepends=True) for path in paths]
    target.write_text("".join(parts[0][:1] + [line for part in parts for line in part[1:]]))
    return target


def froc(program, scans, work, spacing):
    stem = f"spacing-{spacing:g}"
    lists = {name: join([scan.folder / f"{name}.csv" for scan in scans], work / f"{stem}-{name}.csv") for name in LISTS}
    submission = join([scan.candidates for scan in scans], work / f"{stem}-candidates.csv")
    run = subprocess.run(
        [program, "evaluate", "--submission", submission, "--annotations", lists["annotations"], "--excluded",
         lists["annotations_excluded"], "--seriesuids", lists["seriesuids"], "--subgroups", "density,placement",
         "--output", work / f"{stem}.json"], capture_output=True, text=True, check=True)
    return run.stdout


def size_class(row):
    return next(size for size in SIZES if size[1] is None or float(row["diameter_mm"]) < size[1])


def share(nodules):
    found = sum(row["found"] for row in nodules)
    low, high = wilson(found, len(nodules))
    return {"nodules": len(nodules), "found": found, "low": round(low, 4), "high": round(high, 4)}


def by_size(nodules):
    return [{"fromMM": low, "toMM": high} | share([row for row in nodules if size_class(row) == (low, high)])
            for low, high in SIZES]


def print_shares(nodules):
    groups = [("all", nodules)]
    for low, high in SIZES:
        name = f"{low}-{high} mm" if high else f"from {low} mm"
        groups.append((name, [row for row in nodules if size_class(row) == (low, high)]))
    for column in ("density", "placement"):
        groups += [(value, [row for row in nodules if row[column] == value])
                   for value in sorted({row[column] for row in nodules})]
    for name, group in groups:
        result = share(group)
        percent = 100 * result["found"] / max(result["nodules"], 1)
        print(f"  {name:12} {result['found']:4} of {result['nodules']:4}  {percent:5.1f} %"
              f"  ({100 * result['low']:.0f} to {100 * result['high']:.0f} %)")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--set", type=Path, action="append", required=True)
    arguments.add_argument("--work", type=Path, required=True)
    arguments.add_argument("--program", type=Path, default=ROOT / ".build/release/prescreen")
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--models", type=Path, help="FOLDER/<source scan>/nodule: the model of each fold")
    arguments.add_argument("--performance", type=Path)
    options = arguments.parse_args()
    scans = []
    for folder in sorted(folder for sets in options.set for folder in (sets / "scans").iterdir()):
        result = scan(options.program, folder, options.work / folder.parts[-3] / folder.name, options.threads,
                      options.models)
        scans.append(Scan(folder, result))
        print(f"{folder.parts[-3]} {folder.name}: {sum(row['found'] for row in scans[-1].nodules)} of "
              f"{len(scans[-1].nodules)}, {scans[-1].false_positives} false", file=sys.stderr)
    origins = {(scan.provenance["plan"], scan.provenance["model"]) for scan in scans}
    if len(origins) != 1:
        raise SystemExit(f"results of several plans or models in {options.work}: {sorted(origins, key=str)}")
    plan, model = origins.pop()
    spacings = []
    for spacing in SPACINGS:
        group = [scan for scan in scans if scan.spacing_class == spacing]
        if not group:
            continue
        nodules = [row for scan in group for row in scan.nodules]
        rate = sum(scan.false_positives for scan in group) / len(group)
        print(f"\n{spacing:g} mm: {len(group)} series, {len(nodules)} nodules\n{froc(options.program, group, options.work, spacing)}")
        print(f"  shown findings: {rate:.2f} false positives a scan")
        print_shares(nodules)
        spacings.append({"spacingMM": spacing, "series": len(group), "falsePositivesPerScan": round(rate, 2),
                         "sizes": by_size(nodules)})
    if options.performance:
        document = {"benchmark": "real nodules inserted into real scans, and the same scans thickened by averaging slices",
                    "plan": plan, "model": model, "spacings": spacings}
        options.performance.write_text(json.dumps(document, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
