"""Which scans a fold's networks score, whom they must not have seen, and whom they saw; writes folds.json.

    python3 folds.py BENCHMARK          # before training; the folder that make_development_set.sh made
    python3 folds.py                    # afterwards: adds the patients that training read, from WORK
"""
import json
import os
import sys

import sources

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "folds.json")
#: each source scan of the benchmark with the other scans that its networks score
SCORED = {
    "lidc-0001": ["lidc-0001", "lidc-1011", "covid-normal001", "lctsc-s1-101", "acrin-flt-013"],
    "lidc-0002": ["lidc-0002", "lidc-0745", "covid-normal002", "lctsc-s1-201", "tcga-de-a4ma"],
    "lidc-0314": ["lidc-0314", "covid-cap001", "lctsc-s1-203", "rider-0117"],
    "lidc-0476": ["lidc-0476", "cmb-crc-01068", "lungdx-a0001", "lungfcp-0001"],
}


def load():
    with open(PATH) as handle:
        return json.load(handle)


def write(folds):
    lists = lambda fold: ",\n".join(f"    {json.dumps(k)}: {json.dumps(v)}" for k, v in fold.items())
    with open(PATH, "w") as handle:
        handle.write("{\n" + ",\n".join(f"  {json.dumps(b)}: {{\n{lists(f)}\n  }}" for b, f in folds.items()) + "\n}\n")


def seen(base):
    """Everybody whose images either network of a fold was trained on."""
    patients = set()
    for network in ("scout", "reader"):
        with open(os.path.join(sources.WORK, f"{network}-{base}.patients")) as handle:
            patients |= set(handle.read().split())
    return sorted(patients)


def main():
    if len(sys.argv) < 2:
        folds = load()
        write({base: {**fold, "patientsSeen": seen(base)} for base, fold in folds.items()})
        return
    folds = {}
    for base, scored in SCORED.items():
        inserted = set()
        for name in sorted(os.listdir(os.path.join(sys.argv[1], "scans"))):
            if name.startswith(base + "-"):
                for row in sources.rows(sys.argv[1], "scans", name, "annotations.csv"):
                    inserted.add("LIDC-IDRI-%04d" % (int(row["source"].split("_")[0]) + 1))
        folds[base] = {"scans": scored, "patientsOfScans": sorted(sources.patient(s) for s in scored),
                       "patientsInserted": sorted(inserted)}
    write(folds)


if __name__ == "__main__":
    main()
