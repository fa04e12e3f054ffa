"""The rows of the table: which peer stands against which of our operations, and how far their results may differ."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

import operations as peers

SHAPE = (300, 512, 512)


@dataclass
class Row:
    """One of our operations and its fastest peer."""

    operation: str
    peer: str
    run: Callable
    # What `check` measures.
    meaning: str
    # The difference between the results, and how much of it is allowed.
    check: Callable


# Operands that are results of ours.
OPERANDS = ["threshold/", "fill-holes/"]


def operands_and(filters):
    """Filters for our operations whose results are needed; none where all are."""
    return [*OPERANDS, *filters] if filters else []


def array(folder, operation, kind, shape=SHAPE):
    return np.fromfile(folder / f"{operation}.raw", kind).reshape(shape)


def same_parts(ours, theirs):
    """The share of voxels in which two labellings do not name the same parts."""
    pairs = np.unique(ours.ravel().astype(np.int64) << 32 | theirs.ravel().astype(np.int64))
    first, second = pairs >> 32, pairs & 0xFFFFFFFF
    isOneToOne = len(np.unique(first)) == len(pairs) and len(np.unique(second)) == len(pairs)
    return 0.0 if isOneToOne else 1.0


def largest(ours, theirs, margin=0):
    inside = tuple(slice(margin, size - margin) for size in ours.shape)
    return float(np.abs(ours[inside].astype(np.float64) - theirs[inside]).max())


def share(ours, theirs, margin):
    """The share of voxels that differ, away from the border."""
    inside = tuple(slice(reach, size - reach) for reach, size in zip(margin, ours.shape))
    return float((ours[inside].astype(bool) != theirs[inside].astype(bool)).mean())


def recalled(found, response):
    """The share of our strong maxima without a strong response of the peer within a voxel; two filters of one kind."""
    found = found[found[:, 4] > 200]
    grown = cv2.dilate(np.moveaxis(response, 0, -1).reshape(512, -1), np.ones((3, 1), np.uint8)).reshape(512, 512, 300)
    x, y, z = found[:, :3].astype(int).T
    return float((grown[y, x, z] < 40).mean())


def rows(folder, threads, filters):
    cv2.setNumThreads(threads)
    volume = array(folder, "volume", np.int16)
    air = array(folder, "threshold", np.uint8).astype(bool)
    vessels = array(folder, "fill-holes", np.uint8).astype(bool) & ~air
    noisy = volume > 45
    floats = np.clip(volume, -1000, 400).astype(np.float32)

    def row(operation, peer, run, meaning, difference, allowed):
        return Row(operation, peer, run, meaning, lambda: (difference(run()), allowed))

    def result(operation, kind, shape=SHAPE):
        return array(folder, operation, kind, shape)

    made = {}
    for sigma in peers.SIGMAS:
        made[f"gaussian-sigma{sigma}"] = lambda name, sigma=sigma: row(
            name, "OpenCV sepFilter2D, in blocks", peers.gaussian(floats, sigma), "largest difference, HU,",
            lambda theirs: largest(result(name, np.float32), theirs), 0.01)
    made["blob-4scales"] = lambda name: row(
        name, "OpenCV difference of Gaussians", peers.blobs(floats), "share of strong maxima that the peer does not see",
        lambda theirs: recalled(result(name, np.float32, (-1, 6)), theirs), 0.01)
    made["hessian-4scales"] = lambda name: row(
        name, "OpenCV, numba eigenvalues", peers.hessian(floats), "largest difference, HU,",
        lambda theirs: largest(result(name, np.float32), theirs, margin=1), 0.1)
    for radius in (5, 10):
        margin = (radius, 2 * radius, 2 * radius)
        made[f"closing-{radius}mm"] = lambda name, radius=radius, margin=margin: row(
            name, "edt, twice", peers.closing(air, radius, threads), "share of voxels",
            lambda theirs: share(result(name, np.uint8), theirs, margin), 1e-5)
    made["distance"] = lambda name: row(
        name, "edt", peers.distance(air, threads), "largest difference, mm,",
        lambda theirs: largest(result(name, np.float32), theirs), 1e-3)
    for name, mask in {"components-26": air, "components-26-vessels": vessels, "components-26-noisy": noisy}.items():
        made[name] = lambda name, mask=mask: row(
            name, "cc3d, one thread", peers.components(mask), "other parts",
            lambda theirs: same_parts(result(name, np.int32), theirs), 0)
    made["threshold"] = lambda name: row(
        name, "numpy", peers.threshold(volume), "share of voxels",
        lambda theirs: share(result(name, np.uint8), theirs, (0, 0, 0)), 0)
    for peer, way in {"OpenCV INTER_LINEAR": cv2.INTER_LINEAR, "OpenCV INTER_AREA": cv2.INTER_AREA}.items():
        made[f"resample-1mm ({peer})"] = lambda _, peer=peer, way=way: row(
            "resample-1mm", peer, peers.resample(volume, way), "mean difference (other filters, half a voxel aside), HU,",
            lambda theirs: abs(float(result("resample-1mm", np.int16, theirs.shape).mean() - theirs.mean())), 3)
    made["projection"] = lambda name: row(
        name, "numpy", peers.projection(volume), "largest difference, HU,",
        lambda theirs: largest(result(name, np.int16, theirs.shape), theirs), 0)
    wanted = [name for name in made if not filters or any(text in f"{name.split()[0]}/" for text in filters)]
    return [made[name](name) for name in wanted if (folder / f"{name.split()[0]}.raw").exists()]
