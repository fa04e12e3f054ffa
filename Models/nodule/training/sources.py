"""The scans and lists that training reads, and where things lie.

`PRESCREEN_DATA` names the folder with `data/` and `evaluation/`, `PRESCREEN_WORK` the one for everything that is made.
"""
import csv
import os
import sys

import numpy as np

SHARED = os.environ.get("PRESCREEN_DATA", "../shared")
WORK = os.environ.get("PRESCREEN_WORK", "training-work")
DATA = os.path.join(SHARED, "data")
sys.path.insert(0, os.path.join(SHARED, "evaluation"))

#: patient of each whole study
STUDIES = {f"lidc-{k}": f"LIDC-IDRI-{k}" for k in ("0001", "0002", "0314", "0476", "0745", "1011")}
BACKGROUNDS = ("covid-normal001", "covid-normal002", "covid-cap001", "lctsc-s1-101", "lctsc-s1-201", "lctsc-s1-203",
               "cmb-crc-01068", "rider-0117", "lungfcp-0001", "lungdx-a0001", "acrin-flt-013", "tcga-de-a4ma")
SCANS = (*STUDIES, *BACKGROUNDS)
#: somebody has marked every nodule in these, or there is none: what is not marked is none
TRUSTED = (*STUDIES, "covid-cap001")
#: not used to insert nodules into: disease all over, or hardly any lung
NO_INSERTIONS = ("covid-cap001", "lungdx-a0001", "lungfcp-0001", "rider-0117")


def patient(scan):
    """The patient that a scan is of; a background is its own patient."""
    return STUDIES.get(scan, scan)


def folder(scan):
    return os.path.join(DATA, "studies" if scan in STUDIES else "backgrounds", scan)


def rows(*path):
    with open(os.path.join(*path), newline="", encoding="utf-8-sig") as handle:
        return list(csv.DictReader(handle))


def known_findings(scan, uid):
    """[(LPS mm, radius mm, what)] of everything that anybody marked in a scan; `nodule` is a consensus nodule."""
    found = []
    place = lambda row, keys: np.array([float(row[k]) for k in keys])
    for name, what in (("annotations.csv", "nodule"), ("annotations_excluded.csv", "other")):
        for row in rows(DATA, "truth", name):
            if row["seriesuid"] == uid:
                size = float(row["diameter_mm"])
                found.append((place(row, ("coordX", "coordY", "coordZ")), (6.0 if size < 0 else size) / 2, what))
    for row in rows(DATA, "truth", "lidc_findings.csv"):
        if row["series"] == uid:
            size = float(row["diam_eq_mm"] or 6)
            found.append((place(row, ("x_mm_LPS", "y_mm_LPS", "z_mm_LPS")), size / 2, "other"))
    for row in rows(DATA, "backgrounds", "notes.csv"):
        if row["series"] == scan and row["x_mm_LPS"]:
            found.append((place(row, ("x_mm_LPS", "y_mm_LPS", "z_mm_LPS")), float(row["diameter_mm"]) / 2, "seen"))
    return found
