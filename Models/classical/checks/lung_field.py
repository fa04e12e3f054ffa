#!/usr/bin/env python3
"""Checks the lung field against the development data; no part of the product.

    python3 lung_field.py --data DATA [--set SET] [--bench PROGRAM] [--output FOLDER] [--only TEXT] [--thick 2.5,5]

DATA is the folder with `studies`, `backgrounds` and `truth`; SET what `make_development_set.sh` has made; PROGRAM a
`prescreen-bench` (default: the release build of this repository), whose `study-lung-field` is looked at. Printed, one
line a scan: the field's volume, its change where the scan is thickened by averaging neighbouring slices, the share of
each known nodule (ball of its diameter) that lies in the field, Dice with a reader's mask where there is one (the
field's closing covers vessels and hilum, which readers leave out: aerated voxels are compared as well). Contact sheets
are written as PNG into FOLDER. Needs numpy, scipy, pydicom and pyjpegls.
"""
import argparse
import csv
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

import numpy as np
import pydicom
from pydicom.uid import ExplicitVRLittleEndian, generate_uid
from scipy import ndimage

ROOT = Path(__file__).resolve().parents[3]
FIELD = 2.0          # mm, the grid of the field
WORKING = 1.0        # mm, the grid that it is made from


class Scan:
    """Slices from the feet to the head; `hu` int16 [slice, row, column]."""

    def __init__(self, folder):
        slices = [pydicom.dcmread(path) for path in sorted(Path(folder).glob("*.dcm"))]
        first = slices[0]
        self.axes = np.array(first.ImageOrientationPatient, float).reshape(2, 3)
        normal = np.cross(*self.axes)
        up = normal if normal[2] > 0 else -normal
        slices.sort(key=lambda data: float(np.dot(np.array(data.ImagePositionPatient, float), up)))
        places = np.array([data.ImagePositionPatient for data in slices], float)
        self.slices = slices
        self.uid = first.SeriesInstanceUID
        self.origin = places[0]
        along = (places[-1] - places[0]) / max(len(slices) - 1, 1)
        self.steps = np.array([along, self.axes[1] * float(first.PixelSpacing[0]), self.axes[0] * float(first.PixelSpacing[1])])
        self.spacing = np.linalg.norm(self.steps, axis=1)
        self.hu = np.stack([self._hu(data) for data in slices])

    @staticmethod
    def _hu(data):
        hu = data.pixel_array.astype(np.float32) * float(data.RescaleSlope) + float(data.RescaleIntercept)
        return np.rint(hu).astype(np.int16)

    def field_shape(self):
        """As the engine resamples: to the working grid, then to the field's."""
        def count(n, old, new):
            return int((n - 1) * old / new + 1e-6) + 1
        return tuple(count(count(n, old, WORKING), WORKING, FIELD) for n, old in zip(self.hu.shape, self.spacing))

    def field_indices(self, points):
        """World mm [n, 3] to indices of the field's grid [n, 3] (slice, row, column)."""
        return (points - self.origin) @ np.linalg.inv(self.steps) * self.spacing / FIELD

    def on_field_grid(self, array, order=1):
        shape = self.field_shape()
        matrix = FIELD / self.spacing
        return ndimage.affine_transform(array, matrix, output_shape=shape, order=order, mode="nearest")

    def write_thick(self, folder, millimetres):
        """Averages whole groups of neighbouring slices; returns whether that made the scan any thicker."""
        count = int(round(millimetres / self.spacing[0]))
        if count < 2:
            return False
        series = generate_uid(entropy_srcs=[str(self.uid), str(millimetres)])
        for number, start in enumerate(range(0, len(self.slices) - count + 1, count)):
            data = pydicom.Dataset()
            source = self.slices[start]
            for name in ("PatientID", "PatientName", "StudyInstanceUID", "Modality", "SOPClassUID", "FrameOfReferenceUID",
                         "ImageOrientationPatient", "PixelSpacing", "Rows", "Columns", "PhotometricInterpretation",
                         "SamplesPerPixel", "Manufacturer", "ImageType", "StudyID", "StudyDate"):
                if name in source:
                    data[name] = source[name]
            data.SeriesInstanceUID = series
            data.SOPInstanceUID = generate_uid(entropy_srcs=[series, str(number)])
            data.InstanceNumber = number + 1
            data.SliceThickness = float(count * self.spacing[0])
            centre = self.origin + self.steps[0] * (start + (count - 1) / 2)
            data.ImagePositionPatient = [f"{value:.6f}"[:16] for value in centre]
            data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 16, 15, 1
            data.RescaleSlope, data.RescaleIntercept = 1, 0
            group = self.hu[start:start + count].astype(np.float32)
            data.PixelData = np.rint(group.mean(axis=0)).astype("<i2").tobytes()
            data["PixelData"].VR = "OW"
            data.file_meta = pydicom.dataset.FileMetaDataset()
            data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
            data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID
            data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
            data.save_as(Path(folder) / f"{number + 1:04}.dcm", enforce_file_format=True)
        return True


def field_of(bench, folder, shape=None):
    """The labels of the field (1 right, 2 left, 4 airways) as [slice, row, column], flat where the shape is not known."""
    with tempfile.TemporaryDirectory() as scratch:
        done = subprocess.run(
            [bench, "--study", folder, "--filter", "study-lung-field", "--size", "16x16x16", "--threads", "2", "--raw", scratch],
            capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr.strip())
        labels = np.fromfile(Path(scratch) / "study-lung-field.raw", np.uint8)
    return labels if shape is None else labels.reshape(shape)


def share_inside(scan, lungs, centre, diameter):
    steps = np.arange(-diameter / 2, diameter / 2 + 0.25, 0.5)
    offsets = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), -1).reshape(-1, 3)
    offsets = offsets[(offsets ** 2).sum(axis=1) <= diameter ** 2 / 4]
    indices = np.rint(scan.field_indices(centre + offsets)).astype(int)
    indices = np.clip(indices, 0, np.array(lungs.shape) - 1)
    return lungs[tuple(indices.T)].mean()


def write_png(path, rgb):
    rows = b"".join(b"\0" + row.tobytes() for row in np.ascontiguousarray(rgb, np.uint8))
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    header = struct.pack(">IIBBBBB", rgb.shape[1], rgb.shape[0], 8, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def contact_sheet(grey, labels, axis, columns=6, tiles=18):
    """Slices across the field with the outlines of right lung (red), left lung (green) and airways (blue)."""
    other = tuple(a for a in range(3) if a != axis)
    used = np.flatnonzero((labels > 0).any(axis=other))
    first, last = (used[0], used[-1]) if len(used) else (0, labels.shape[axis] - 1)
    sheets = []
    for index in np.linspace(first, last, tiles).astype(int):
        picture = np.take(grey, index, axis)
        marks = np.take(labels, index, axis)
        if axis == 1:
            picture, marks = picture[::-1], marks[::-1]
        tile = np.repeat(picture[..., None], 3, -1)
        for label, colour in ((1, (255, 60, 60)), (2, (60, 255, 60)), (4, (90, 140, 255))):
            mask = marks == label
            tile[mask & ~ndimage.binary_erosion(mask)] = colour
        sheets.append(np.pad(tile, ((1, 1), (1, 1), (0, 0)), constant_values=80))
    lines = [np.concatenate(sheets[i:i + columns], axis=1) for i in range(0, tiles, columns)]
    return np.concatenate(lines, axis=0)


def dice(a, b):
    return 2 * np.logical_and(a, b).sum() / max(a.sum() + b.sum(), 1)


def nodules(path):
    found = {}
    for row in csv.DictReader(open(path)):
        place = np.array([float(row[f"coord{axis}"]) for axis in "XYZ"])
        found.setdefault(row["seriesuid"], []).append((place, float(row["diameter_mm"]), row.get("placement", "known")))
    return found


def check(name, folder, truth, options):
    scan = Scan(folder)
    labels = field_of(options.bench, folder, scan.field_shape())
    lungs = (labels == 1) | (labels == 2)
    millilitres = lungs.sum() * FIELD ** 3 / 1000
    parts = [f"{name:18} {millilitres:6.0f} ml (right {(labels == 1).sum() * FIELD ** 3 / 1000:.0f}, airways "
             f"{(labels == 4).sum() * FIELD ** 3 / 1000:.0f})"]
    for thickness in options.thick:
        with tempfile.TemporaryDirectory() as thick:
            if scan.write_thick(thick, thickness):
                other = field_of(options.bench, thick)
                volume = ((other == 1) | (other == 2)).sum() * FIELD ** 3 / 1000
                parts.append(f"{thickness:g} mm {100 * (volume / max(millilitres, 1) - 1):+.1f} %")
    reader = Path(folder) / "lungs.npz"
    if reader.exists():
        packed = np.load(reader)
        native = np.unpackbits(packed["bits"])[:np.prod(packed["shape"])].reshape(packed["shape"])
        mask = scan.on_field_grid(native.astype(np.float32)) >= 0.5
        air = scan.on_field_grid(scan.hu.astype(np.float32)) < -450
        parts.append(f"Dice {dice(lungs, mask):.3f} (aerated {dice(lungs & air, mask & air):.3f}), of the reader's "
                     f"{100 * (lungs & mask).sum() / mask.sum():.1f} % inside")
    shares = [(share_inside(scan, lungs, place, size), size, kind, place) for place, size, kind in truth.get(scan.uid, [])]
    short = [share for share in shares if share[0] < 0.95]
    if shares:
        parts.append(f"nodules {len(shares) - len(short)} of {len(shares)}")
    for share, size, kind, place in short:
        where = scan.field_indices(place[None])[0]
        parts.append(f"\n    {100 * share:.0f} % of {size:.1f} mm, {kind}, at " + ", ".join(f"{v:.0f}" for v in where))
    print("; ".join(parts), flush=True)
    if options.output:
        options.output.mkdir(parents=True, exist_ok=True)
        grey = np.clip((scan.on_field_grid(scan.hu.astype(np.float32)) + 1350) / 1700 * 255, 0, 255).astype(np.uint8)
        for axis, view in ((0, "axial"), (1, "coronal")):
            write_png(options.output / f"{name}-{view}.png", contact_sheet(grey, labels, axis))
    return len(shares), len(short)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", type=Path)
    parser.add_argument("--bench", default=str(ROOT / ".build/release/prescreen-bench"))
    parser.add_argument("--output", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--thick", type=lambda text: [float(v) for v in text.split(",") if v], default=[2.5, 5.0])
    options = parser.parse_args()
    truth = nodules(options.data / "truth/annotations.csv")
    scans = [(path.name, path) for kind in ("studies", "backgrounds") for path in sorted((options.data / kind).iterdir()) if path.is_dir()]
    if options.set:
        truth.update(nodules(options.set / "annotations.csv"))
        scans += [(path.name, path / "dicom") for path in sorted((options.set / "scans").iterdir())]
    total = [0, 0]
    for name, folder in scans:
        if options.only in name:
            try:
                counts = check(name, folder, truth, options)
            except RuntimeError as problem:
                print(f"{name}: {problem}")
                continue
            total = [a + b for a, b in zip(total, counts)]
    print(f"nodules inside to 95 %: {total[0] - total[1]} of {total[0]}")


if __name__ == "__main__":
    main()
