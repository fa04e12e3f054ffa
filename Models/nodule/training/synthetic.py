"""Nodules drawn from what LIDC-IDRI says of sizes and textures: lumpy ellipsoids, solid, part-solid, ground glass, cavitary."""
import numpy as np
from scipy import ndimage

REACH = 25      # voxels of 1 mm round the centre
KINDS = (("solid", 0.45), ("non-solid", 0.25), ("part-solid", 0.15), ("cavity", 0.15))


class SyntheticNodule:
    """What `insert_nodules.insert` needs of a nodule; fraction 0 is lung, 1 soft tissue."""

    def __init__(self, generator):
        kind = generator.choice([k for k, _ in KINDS], p=[p for _, p in KINDS])
        smallest = {"solid": 3.0, "non-solid": 5.0, "part-solid": 6.0, "cavity": 12.0}[kind]
        self.diameter = float(np.exp(generator.uniform(np.log(smallest), np.log(28.0 if kind == "cavity" else 22.0))))
        axes = np.exp(generator.normal(0, 0.14, 3))
        axes *= self.diameter / 2 / np.cbrt(np.prod(axes))
        turn = np.linalg.qr(generator.normal(size=(3, 3)))[0]
        line = np.arange(-REACH, REACH + 1)
        grid = np.stack(np.meshgrid(line, line, line, indexing="ij")).reshape(3, -1).astype(float)
        radius = np.linalg.norm((turn @ grid) / axes[:, None], axis=0).reshape([len(line)] * 3)
        lumps = ndimage.gaussian_filter(generator.normal(size=radius.shape), max(1.5, self.diameter / 7))
        surface = radius + generator.uniform(0.02, 0.15) * lumps / lumps.std()
        # mm outside the surface, so that the edge is as soft for every size
        outside = (surface - 1) * self.diameter / 2
        edge = generator.uniform(0.5, 1.1) if kind != "non-solid" else generator.uniform(0.8, 2.0)
        body = 1 / (1 + np.exp(np.clip(outside / (0.5 * edge), -30, 30)))
        texture = ndimage.gaussian_filter(generator.normal(size=radius.shape), 1.2)
        texture *= 1 / texture.std()
        if kind == "solid":
            density = generator.uniform(0.8, 1.1) * np.ones_like(body)
        else:
            density = generator.uniform(0.18, 0.5) + 0.04 * texture
        if kind == "part-solid":
            core = (surface - generator.uniform(0.35, 0.65)) * self.diameter / 2
            density = density + (1 - density) / (1 + np.exp(np.clip(core / 0.6, -30, 30)))
        if kind == "cavity":
            wall = generator.uniform(1.8, 4.5)
            inner = 1 / (1 + np.exp(np.clip((outside + wall) / 0.5, -30, 30)))
            density = generator.uniform(0.75, 1.05) * (1 - inner) - 0.1 * inner
        self.mask = outside <= 0
        self.fraction = np.where(body > 0.004, body * density, 0).astype(np.float32)
        self.centre = np.array([float(REACH)] * 3)
        self.density = kind
        self.attached, self.direction = 0.0, np.zeros(3)
        self.patient, self.source, self.name = "none", "synthetic", kind
