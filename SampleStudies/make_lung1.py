#!/usr/bin/env python3
"""Makes the sample study `lung1` and `expected.json` from the source archive of pyradiomics 3.0.1.

    pip install -r requirements.txt
    pip download --no-deps --no-binary :all: pyradiomics==3.0.1
    python make_lung1.py pyradiomics-3.0.1.tar.gz

Authoring only: neither the product nor its tests need Python. The same archive gives the same bytes.
"""

import gzip
import hashlib
import json
import math
import sys
import tarfile
import uuid
from pathlib import Path

import numpy
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, JPEGLSLossless

ARCHIVE_SHA256 = "47c57f441d6cb7973fa3b2ea48d3948df78e3348e1c69e1e2ff19001601fc2f5"
HERE = Path(__file__).resolve().parent
# The three slices above these show the neck with a necklace and the chin: nothing that is screened.
KEPT_SLICES = 45
# Stored value = HU + 1024: 12 unsigned bits hold the scanner's range, -1024 ... 3071 HU.
INTERCEPT = -1024


def member(archive, name):
    return archive.extractfile(f"pyradiomics-3.0.1/{name}").read()


def read_nrrd(data):
    """The header as a dictionary, and voxels as [z, y, x]; only the kind of NRRD that the archive holds."""
    head, body = data.split(b"\n\n", 1)
    fields = dict(line.split(": ", 1) for line in head.decode().splitlines()[1:] if not line.startswith("#"))
    expected = {"type": "short", "dimension": "3", "endian": "little", "encoding": "gzip"}
    for key, value in expected.items():
        assert fields[key] == value, f"{key} is {fields[key]}"
    x, y, z = map(int, fields["sizes"].split())
    return fields, numpy.frombuffer(gzip.decompress(body), "<i2").reshape(z, y, x)


def vector(text):
    return [float(part) for part in text.strip("()").split(",")]


def geometry(fields):
    """Origin and spacing in mm. NRRD's space is DICOM's own (LPS) and the axes run along it: nothing is turned over."""
    assert fields["space"] == "left-posterior-superior"
    directions = [vector(part) for part in fields["space directions"].split()]
    for axis, direction in enumerate(directions):
        assert all((component > 0) == (i == axis) for i, component in enumerate(direction)), directions
    return vector(fields["space origin"]), [directions[axis][axis] for axis in range(3)]


def derived_uid(name):
    """A UID that is the same on each run: 2.25 and a name-based UUID, PS3.5 B.2."""
    return f"2.25.{uuid.uuid5(uuid.NAMESPACE_URL, 'prescreen/SampleStudies/lung1/' + name).int}"


def instance(hu, index, origin, spacing):
    """Slice `index` (from 0 at the feet) as a CT image."""
    number = KEPT_SLICES - index  # as most scanners count a chest: from the head
    ds = Dataset()
    ds.SpecificCharacterSet = "ISO_IR 192"
    # Value for value the image that was published as NRRD: nothing was resampled, windowed or rescaled.
    ds.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    ds.SOPClassUID = CTImageStorage
    ds.SOPInstanceUID = derived_uid(f"instance/{number}")
    # Empty: required by the standard, unknown to the source.
    for keyword in (
        "StudyDate", "StudyTime", "AccessionNumber", "ReferringPhysicianName", "Manufacturer", "PatientBirthDate",
        "PatientSex", "PatientPosition", "PositionReferenceIndicator", "SliceThickness", "KVP", "AcquisitionNumber",
        "StudyID",
    ):
        setattr(ds, keyword, None)
    ds.Modality = "CT"
    ds.StudyDescription = "Sample study lung1"
    ds.SeriesDescription = "pyradiomics lung1, chest, 5 mm"
    ds.PatientName = "SAMPLE^LUNG1"
    ds.PatientID = "SAMPLE-LUNG1"
    ds.PatientIdentityRemoved = "YES"
    ds.DeidentificationMethod = "Converted from an NRRD file without patient data"
    ds.BodyPartExamined = "CHEST"
    ds.StudyInstanceUID = derived_uid("study")
    ds.SeriesInstanceUID = derived_uid("series")
    ds.FrameOfReferenceUID = derived_uid("frame")
    ds.SeriesNumber = 1
    ds.InstanceNumber = number
    ds.ImagePositionPatient = [origin[0], origin[1], round(origin[2] + index * spacing[2], 6)]
    ds.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    ds.PixelSpacing = [spacing[1], spacing[0]]  # between rows, then between columns
    ds.SamplesPerPixel = 1
    ds.PhotometricInterpretation = "MONOCHROME2"
    ds.Rows, ds.Columns = hu.shape
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 16, 12, 11, 0
    ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = INTERCEPT, 1, "HU"
    ds.WindowCenter, ds.WindowWidth = -600, 1500
    stored = hu.astype(numpy.int32) - INTERCEPT
    assert stored.min() >= 0 and stored.max() <= 4095
    ds.PixelData = stored.astype("<u2").tobytes()

    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = ds.SOPClassUID
    meta.MediaStorageSOPInstanceUID = ds.SOPInstanceUID
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    file = FileDataset(None, ds, file_meta=meta, preamble=b"\0" * 128)
    # The source's UID stays: a lossless packing is the same image.
    file.compress(JPEGLSLossless, encoding_plugin="pyjpegls", generate_instance_uid=False)
    file["PixelData"].VR = "OB"
    return number, file


def expected(mask, origin, spacing):
    """What a scan should find: the one nodule that the archive's label outlines."""
    z, y, x = numpy.nonzero(mask)
    centroid = [index.mean() for index in (x, y, z)]
    nearest = round(centroid[2])
    volume = len(z) * math.prod(spacing)
    number = KEPT_SLICES - nearest
    return {
        "lung1": {
            "studyInstanceUID": derived_uid("study"),
            "seriesInstanceUID": derived_uid("series"),
            "slices": KEPT_SLICES,
            "spacingMM": spacing,
            "nodules": [
                {
                    "positionLPS": [round(o + c * s, 2) for o, c, s in zip(origin, centroid, spacing)],
                    "diameterMM": round((6 * volume / math.pi) ** (1 / 3), 2),
                    "volumeMM3": round(volume, 1),
                    "sliceIndex": nearest + 1,
                    "instanceNumber": number,
                    "sopInstanceUID": derived_uid(f"instance/{number}"),
                    "side": "right",
                }
            ],
        }
    }


def main(path):
    assert hashlib.sha256(Path(path).read_bytes()).hexdigest() == ARCHIVE_SHA256, "not the archive this was written for"
    with tarfile.open(path) as archive:
        fields, hu = read_nrrd(member(archive, "data/lung1_image.nrrd"))
        mask_fields, mask = read_nrrd(member(archive, "data/lung1_label.nrrd"))
        licence = member(archive, "LICENSE.txt")
    assert geometry(fields) == geometry(mask_fields) and hu.shape == mask.shape
    assert not mask[KEPT_SLICES:].any()
    origin, spacing = geometry(fields)
    origin = [round(value, 6) for value in origin]

    (HERE / "LICENSE-pyradiomics.txt").write_bytes(licence)
    folder = HERE / "lung1"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.dcm"):
        old.unlink()
    for index in range(KEPT_SLICES):
        number, file = instance(hu[index], index, origin, spacing)
        file.save_as(folder / f"{number:04}.dcm", enforce_file_format=True)
    text = json.dumps(expected(mask, origin, spacing), indent=2) + "\n"
    (HERE / "expected.json").write_text(text)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
