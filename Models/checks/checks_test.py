#!/usr/bin/env python3
"""Tests of the scripts beside it, with results worked out by hand: `python3 checks_test.py`. Needs numpy and pydicom."""
import csv
import tempfile
import unittest
from pathlib import Path

import numpy as np
import pydicom
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid

import evaluate_set
import thicken


class Coverage(unittest.TestCase):
    def test_whole_ratio_is_the_plain_mean(self):
        np.testing.assert_allclose(thicken.coverage(5, 1.25, 2.5), [[.5, .5, 0, 0, 0], [0, 0, .5, .5, 0]])

    def test_broken_ratio_shares_the_slice_between(self):
        np.testing.assert_allclose(thicken.coverage(5, 1, 2.5), [[.4, .4, .2, 0, 0], [0, 0, .2, .4, .4]])

    def test_rows_sum_to_one_and_the_rest_is_left_out(self):
        for count, spacing, thickness in ((275, 1.0, 2.5), (261, 1.25, 5), (133, 2.5, 5), (99, 0.7, 5)):
            weights = thicken.coverage(count, spacing, thickness)
            self.assertEqual(len(weights), int(count * spacing / thickness + 1e-6))
            np.testing.assert_allclose(weights.sum(axis=1), 1)
            self.assertLessEqual(weights.sum(axis=0).max(), spacing / thickness + 1e-12)


class Twin(unittest.TestCase):
    """Five slices of 1 mm that read 0, 10, 20, 30, 40 HU, in two of 2.5 mm."""

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.series = generate_uid()
        (self.folder / "in").mkdir()
        for index in range(5):
            data = pydicom.Dataset()
            data.SOPClassUID, data.SOPInstanceUID = CTImageStorage, generate_uid()
            data.SeriesInstanceUID, data.InstanceNumber = self.series, index + 1
            data.ImagePositionPatient, data.SliceThickness = [-1, -2, -100.0 + index], "1.0"
            data.Rows = data.Columns = 2
            data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 12, 11, 0
            data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
            data.RescaleSlope, data.RescaleIntercept = "1", "-1024"
            data.PixelData = np.full((2, 2), 1024 + 10 * index, "<u2").tobytes()
            data["PixelData"].VR = "OW"
            data.file_meta = pydicom.dataset.FileMetaDataset()
            data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
            data.file_meta.MediaStorageSOPClassUID = CTImageStorage
            data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
            data.save_as(self.folder / f"in/{index}.dcm", enforce_file_format=True)

    def twin(self, name):
        return thicken.write_twin(thicken.Scan(self.folder / "in"), 2.5, self.folder / name)

    def test_places_values_and_names(self):
        series, heights, _ = self.twin("out")
        np.testing.assert_allclose(heights, [-99.25, -96.75])   # the stack begins half a slice below its first centre
        files = [pydicom.dcmread(path) for path in sorted((self.folder / "out").iterdir())]
        self.assertNotEqual(series, self.series)
        self.assertEqual([data.SeriesInstanceUID for data in files], [series, series])
        self.assertEqual(len({data.SOPInstanceUID for data in files}), 2)
        self.assertEqual([data.file_meta.MediaStorageSOPInstanceUID for data in files],
                         [data.SOPInstanceUID for data in files])
        self.assertEqual([data.InstanceNumber for data in files], [2, 1])   # from the head
        self.assertEqual([float(data.ImagePositionPatient[2]) for data in files], [-99.25, -96.75])
        self.assertEqual([float(data.SliceThickness) for data in files], [2.5, 2.5])
        self.assertEqual([float(data.SpacingBetweenSlices) for data in files], [2.5, 2.5])
        # .4 · 0 + .4 · 10 + .2 · 20 and .2 · 20 + .4 · 30 + .4 · 40
        self.assertEqual([int(data.pixel_array[0, 0]) - 1024 for data in files], [8, 32])

    def test_the_same_input_gives_the_same_bytes(self):
        self.twin("a"), self.twin("b")
        for path in (self.folder / "a").iterdir():
            self.assertEqual(path.read_bytes(), (self.folder / "b" / path.name).read_bytes())

    def test_lists_get_the_new_uid_in_their_first_column_only(self):
        for name in thicken.LISTS:
            (self.folder / f"{name}.csv").write_text(f"seriesuid,note\n{self.series},{self.series}\n")
        (self.folder / "out").mkdir()
        thicken.rewrite_lists(self.folder, self.folder / "out", self.series, "1.2")
        for name in thicken.LISTS:
            with open(self.folder / f"out/{name}.csv", newline="") as file:
                self.assertEqual(list(csv.DictReader(file)), [{"seriesuid": "1.2", "note": self.series}])


class Shares(unittest.TestCase):
    def test_wilson(self):
        # Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        for found, count, low, high in ((81, 263, .2553, .3662), (15, 148, .0624, .1605), (0, 20, 0, .1611),
                                        (1, 29, .0061, .1718)):
            got = evaluate_set.wilson(found, count)
            self.assertAlmostEqual(got[0], low, places=4)
            self.assertAlmostEqual(got[1], high, places=4)
        self.assertEqual(evaluate_set.wilson(0, 0), (0, 1))

    def test_size_classes(self):
        sizes = [evaluate_set.size_class({"diameter_mm": text}) for text in ("5.99", "6", "10", "19.9", "20", "60")]
        self.assertEqual(sizes, [(0, 6), (6, 10), (10, 20), (10, 20), (20, None), (20, None)])

    def test_a_hit_lies_within_half_the_diameter_10_mm_where_it_is_not_known(self):
        mark = {"coordX": "3", "coordY": "0", "coordZ": "0"}
        row = {"coordX": "0", "coordY": "0", "coordZ": "0"}
        for diameter, hit in (("6", False), ("6.1", True), ("-1", True), ("5", False)):
            self.assertEqual(evaluate_set.Scan._hits(mark, row | {"diameter_mm": diameter}), hit, diameter)


if __name__ == "__main__":
    unittest.main()
