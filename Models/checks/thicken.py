#!/usr/bin/env python3
"""Makes the thick twins of a benchmark: the same scans and nodules with thicker slices.

    python3 thicken.py --set SET --thickness 5 --output FOLDER [--pictures FOLDER]

SET holds `scans/<name>/dicom/*.dcm` and, beside each `dicom` and at the top, `annotations.csv`, `annotations_excluded.csv`
and `seriesuids.csv` (coordinates in patient mm). Each output slice is the mean of the source slices that it covers, each
weighted by the part of it that is covered, so that any ratio of spacings works; a rest that does not fill a slice is
left out. Scans whose slices are more than two thirds as thick already are left out. Slice Thickness, Spacing Between
Slices, Image Position, Instance Number, Series and SOP Instance UIDs are written anew, and the lists with the new series
UIDs: the same input gives the same bytes. With --pictures, a page a scan: slices of source and twin through its widest
nodules. Needs numpy and pydicom.
"""
import argparse
import copy
import csv
import struct
import zlib
from pathlib import Path

import numpy as np
import pydicom
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

LISTS = ("annotations", "annotations_excluded", "seriesuids")


class Scan:
    """Slices from the feet to the head; `hu` float32 [slice, row, column]. Stacks along the patient's z axis only."""

    def __init__(self, folder):
        self.slices = sorted((pydicom.dcmread(path) for path in Path(folder).glob("*.dcm")),
                             key=lambda data: float(data.ImagePositionPatient[2]))
        heights = np.array([data.ImagePositionPatient[2] for data in self.slices], float)
        steps = np.diff(heights)
        self.spacing = float(np.median(steps))
        if np.abs(steps - self.spacing).max() > 0.01 * self.spacing:
            raise SystemExit(f"{folder}: uneven spacing")
        self.first = heights[0]
        self.thickness = float(self.slices[0].SliceThickness)
        self.hu = np.stack([data.pixel_array.astype(np.float32) * float(data.RescaleSlope) + float(data.RescaleIntercept)
                            for data in self.slices])


def coverage(count, spacing, thickness):
    """[thick slice, source slice]: the share of the thick slice that each source slice makes up; rows sum to one."""
    rows = int(count * spacing / thickness + 1e-6)
    edges = np.arange(count + 1) * spacing
    lows = np.arange(rows)[:, None] * thickness
    overlap = np.minimum(edges[None, 1:], lows + thickness) - np.maximum(edges[None, :-1], lows)
    return np.clip(overlap, 0, None) / thickness


def write_twin(scan, thickness, folder):
    """The DICOM files of the twin; returns its series UID, the heights of its slices and its HU."""
    weights = coverage(len(scan.slices), scan.spacing, thickness)
    # Slice by slice: each covers a few source slices only.
    hu = np.stack([np.rint(np.tensordot(row[row > 0], scan.hu[row > 0], 1)) for row in weights])
    heights = scan.first - scan.spacing / 2 + thickness * (np.arange(len(hu)) + 0.5)
    series = generate_uid(entropy_srcs=[scan.slices[0].SeriesInstanceUID, f"{thickness:g}"])
    folder.mkdir(parents=True, exist_ok=True)
    for index, (plane, height) in enumerate(zip(hu, heights)):
        data = copy.deepcopy(scan.slices[min(int((height - scan.first) / scan.spacing + 0.5), len(scan.slices) - 1)])
        data.SeriesInstanceUID = series
        data.SOPInstanceUID = generate_uid(entropy_srcs=[series, str(index)])
        data.SeriesDescription = f"mean of thin slices, {thickness:g} mm"
        data.InstanceNumber = len(hu) - index
        # Source slices may overlap: what they reach beyond their distance, the mean reaches, too.
        data.SliceThickness = f"{thickness + scan.thickness - scan.spacing:.4f}"
        data.SpacingBetweenSlices = f"{thickness:.4f}"
        data.ImagePositionPatient = list(data.ImagePositionPatient[:2]) + [f"{height:.6f}"[:16]]
        data.SliceLocation = f"{height:.6f}"[:16]
        low, high = (-32768, 32767) if data.PixelRepresentation else (0, 2 ** data.BitsStored - 1)
        stored = (plane - float(data.RescaleIntercept)) / float(data.RescaleSlope)
        data.PixelData = np.clip(np.rint(stored), low, high).astype("<i2" if data.PixelRepresentation else "<u2").tobytes()
        data["PixelData"].VR = "OW"
        for name in ("SmallestImagePixelValue", "LargestImagePixelValue"):
            if name in data:
                del data[name]
        data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
        data.save_as(folder / f"{index + 1:04}.dcm", enforce_file_format=True)
    return series, heights, hu


def rewrite_lists(source, target, old, new):
    """The three lists of one series with its new UID, which stands in the first column."""
    for name in LISTS:
        lines = (source / f"{name}.csv").read_text().splitlines(keepends=True)
        (target / f"{name}.csv").write_text("".join(
            new + line[len(old):] if line.startswith(old) else line for line in lines))


def join_lists(output):
    for name in LISTS:
        parts = [path.read_text().splitlines(keepends=True) for path in sorted(output.glob(f"scans/*/{name}.csv"))]
        (output / f"{name}.csv").write_text("".join(parts[0][:1] + [line for part in parts for line in part[1:]]))


def nodules(folder):
    """x, y, z, diameter in mm; widest first."""
    with open(folder / "annotations.csv", newline="") as file:
        rows = [[float(row[key]) for key in ("coordX", "coordY", "coordZ", "diameter_mm")] for row in csv.DictReader(file)]
    return sorted(rows, key=lambda row: -row[3])


def grey(plane):
    """The lung window, 8 bits."""
    return np.clip((plane + 1350) / 1500 * 255, 0, 255).astype(np.uint8)


def write_png(path, image):
    rows = b"".join(b"\0" + row.tobytes() for row in np.ascontiguousarray(image))
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    header = struct.pack(">IIBBBBB", image.shape[1], image.shape[0], 8, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def page(scan, heights, hu, truth):
    """Source above, twin below: 64 mm round each nodule on the slice nearest to its centre."""
    first = scan.slices[0]
    columns = []
    for x, y, z, _ in truth:
        column, row = ((place - float(corner)) / float(step) for place, corner, step in
                       zip((x, y), first.ImagePositionPatient[:2], (first.PixelSpacing[1], first.PixelSpacing[0])))
        half = int(32 / float(first.PixelSpacing[0]))
        cut = []
        for planes, places in ((scan.hu, scan.first + scan.spacing * np.arange(len(scan.hu))), (hu, heights)):
            plane = np.pad(grey(planes[np.abs(places - z).argmin()]), half)
            top, left = int(row + 0.5), int(column + 0.5)
            cut.append(np.pad(plane[top:top + 2 * half, left:left + 2 * half], 2, constant_values=255))
        columns.append(np.vstack(cut))
    return np.hstack(columns)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--set", type=Path, required=True)
    arguments.add_argument("--thickness", type=float, required=True)
    arguments.add_argument("--output", type=Path, required=True)
    arguments.add_argument("--pictures", type=Path)
    options = arguments.parse_args()
    for source in sorted((options.set / "scans").iterdir()):
        target = options.output / "scans" / source.name
        if (target / "seriesuids.csv").exists():
            continue
        scan = Scan(source / "dicom")
        if options.thickness < 1.5 * scan.spacing:
            print(f"{source.name}: left out, {scan.spacing:g} mm")
            continue
        series, heights, hu = write_twin(scan, options.thickness, target / "dicom")
        rewrite_lists(source, target, scan.slices[0].SeriesInstanceUID, series)
        ends = heights[0] - options.thickness / 2, heights[-1] + options.thickness / 2
        if any(not ends[0] < nodule[2] < ends[1] for nodule in nodules(target)):
            raise SystemExit(f"{source.name}: a nodule lies outside the twin")
        print(f"{source.name}: {len(scan.slices)} slices of {scan.spacing:g} mm -> {len(hu)} of {options.thickness:g} mm")
        if options.pictures:
            options.pictures.mkdir(parents=True, exist_ok=True)
            write_png(options.pictures / f"{source.name}.png", page(scan, heights, hu, nodules(target)))
    join_lists(options.output)


if __name__ == "__main__":
    main()
