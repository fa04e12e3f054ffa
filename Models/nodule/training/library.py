"""Nodules that can be inserted into scans: the cubes, and the slices of one nodule stacked; and healthy tissue.

    python3 library.py            # writes WORK/library.pkl
"""
import os
import pickle
import zipfile

import jpeg_ls
import numpy as np
from scipy import ndimage

import sources
import insert_nodules as insertion

FILL = -860.0
LEAST_CONTRAST = 80.0


def from_cubes():
    nodules = insertion.read_cubes(os.path.join(sources.DATA, "nodules", "cubes.npz"), [])
    for nodule in nodules:
        nodule.patient = "LIDC-IDRI-%04d" % (int(nodule.name.split("_")[0]) + 1)
        nodule.source = "cube"
    return nodules


def stacked(row, images, masks):
    """A nodule of its outlined slices on a 1 mm grid, or None where they do not make a volume."""
    count, readers = int(row["slices"]), int(row["readers"])
    if not row["dz_mm"] or not row["diameter_mm"]:
        return None
    step, pixel, size = float(row["dz_mm"]), float(row["spacing_mm"]), float(row["diameter_mm"])
    if count < 3 or step > 2.5 or not 3.5 <= size <= 30 or (readers < 2 and size < 5):
        return None
    numbers = lambda key: np.array([float(v) for v in row[key].split("/")])[:, None, None]
    hu = numbers("hu_offset") + numbers("hu_slope") * images.reshape(count, 72, 72).astype(np.float32)
    outlined = np.unpackbits(masks[..., None], axis=-1).sum(-1) >= max(1, (readers + 1) // 2)
    if outlined.any(axis=(1, 2)).sum() < 2:
        return None
    calm = hu[~ndimage.binary_dilation(outlined, iterations=3) & (hu < -700)]
    lung = float(np.median(calm)) if calm.size > 50 else FILL
    # the outline ends with the stack: a slice half-way to lung closes it below and above
    def end(image, mask):
        return np.where(ndimage.binary_dilation(mask, iterations=3), 0.5 * image + 0.5 * lung,
                        np.minimum(image, lung + 150))
    hu = np.concatenate([end(hu[:1], outlined[:1]), hu, end(hu[-1:], outlined[-1:])])
    outlined = np.pad(outlined, ((1, 1), (0, 0), (0, 0)))
    places = np.nonzero(outlined)
    centre = np.array(places).mean(axis=1)
    extent = max(np.ptp(p) * s for p, s in zip(places, (step, pixel, pixel)))
    reach = min(int(np.ceil(extent / 2)) + 9, 25)
    line = np.arange(-reach, reach + 1)
    grid = np.stack(np.meshgrid(line / step + centre[0], line / pixel + centre[1], line / pixel + centre[2], indexing="ij"))
    cube = ndimage.map_coordinates(hu, grid, order=1, mode="nearest")
    beyond = (grid[0] < -0.5) | (grid[0] > count + 1.5)
    cube[beyond] = lung
    # between slices the outline follows the signed distance
    def signed(mask):
        if not mask.any():
            return np.full(mask.shape, -4.0)
        return np.clip(ndimage.distance_transform_edt(mask) - ndimage.distance_transform_edt(~mask), -6, 6)
    inside = ndimage.map_coordinates(np.stack([signed(m) for m in outlined]), grid, order=1, mode="nearest") > 0
    inside &= ~beyond
    parts, number = ndimage.label(inside)
    if number == 0:
        return None
    inside = parts == 1 + np.argmax(np.bincount(parts.ravel())[1:])
    inner = np.zeros_like(inside)
    inner[2:-2, 2:-2, 2:-2] = True
    if (inside & ~inner).any() or inside.sum() < 15:
        return None
    nodule = insertion.Nodule(row["patient"] + "_" + row["file"][:4], cube.astype(float), inside)
    nodule.patient, nodule.source = row["patient"], "slices"
    return nodule


def from_slices():
    masks = np.load(os.path.join(sources.DATA, "nodules", "nodule_slices_masks.npz"))["readers"]
    with zipfile.ZipFile(os.path.join(sources.DATA, "nodules", "nodule_slices.zip")) as archive:
        for row in sources.rows(sources.DATA, "nodules", "nodule_slices.csv"):
            images = jpeg_ls.decode(np.frombuffer(archive.read(row["file"]), np.uint8))
            first = int(row["first"])
            nodule = stacked(row, images, masks[first:first + int(row["slices"])])
            if nodule is not None:
                yield nodule


def contrast(nodule):
    return nodule.fraction[nodule.mask].mean() * (insertion.REFERENCE_HU - nodule.parenchyma)


def from_healthy_lung(scan_name, count, generator):
    """Balls of lung without any finding: inserted as nodules are, they show what insertion alone looks like."""
    scan = insertion.Scan(sources.folder(scan_name))
    anatomy = insertion.Anatomy(scan)
    taken = [(place, radius, 5.0) for place, radius, _ in sources.known_findings(scan_name, scan.uid)]
    line = np.arange(-20, 21)
    for index in range(count):
        radius = generator.uniform(2.5, 9)
        kind = ("free", "vessel")[generator.integers(2)]
        centre = insertion.find_place(scan, scan.hu, anatomy, kind, radius, taken, generator)
        if centre is None:
            continue
        grid = np.stack(np.meshgrid(*(line / s + c for s, c in zip(scan.spacing, centre)), indexing="ij"))
        cube = ndimage.map_coordinates(np.clip(scan.hu, -1024, 400), grid, order=1, mode="nearest")
        ball = sum(a ** 2 for a in np.meshgrid(line, line, line, indexing="ij")) <= radius ** 2
        nodule = insertion.Nodule(f"{scan_name}_{index}", cube.astype(float), ball)
        nodule.patient, nodule.source = sources.patient(scan_name), "healthy"
        yield nodule


def main():
    generator = np.random.default_rng(5)
    nodules = [n for n in (*from_cubes(), *from_slices()) if contrast(n) >= LEAST_CONTRAST]
    healthy = []
    for scan in ("lidc-0001", "lidc-0002", "lidc-0314", "lidc-0476", "lidc-1011", "covid-normal001", "tcga-de-a4ma"):
        healthy += from_healthy_lung(scan, 40, generator)
    for nodule in (*nodules, *healthy):
        nodule.fraction = nodule.fraction.astype(np.float32)
    os.makedirs(sources.WORK, exist_ok=True)
    with open(os.path.join(sources.WORK, "library.pkl"), "wb") as handle:
        pickle.dump((nodules, healthy), handle)
    patients = len({n.patient for n in nodules})
    print(f"{len(nodules)} nodules of {patients} patients, {len(healthy)} balls of healthy lung")


if __name__ == "__main__":
    main()
