"""The volume operations as a Python programmer would put them together from the fastest libraries.

Each peer takes the operands once and returns a function to time; `check` compares its result with ours. Volumes are arrays of
(z, y, x) on a grid of 0.7 × 0.7 × 1 mm.
"""

import cc3d
import cv2
import edt
import numba
import numpy as np

SPACING_ZYX = (1.0, 0.7, 0.7)
SIGMAS = (1, 2, 4)
BLOB_SIGMAS = (1.0, 1.4, 2.0, 2.8)


def gaussian_weights(sigma):
    radius = int(3 * sigma + 0.5)
    weights = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2)
    return (weights / weights.sum()).astype(np.float32)


def blocked_filter(volume, weights_zyx, out, scratch):
    """Three 1-D filters: rows and columns slice by slice, then z over blocks of columns that stay in the cache."""
    depth = volume.shape[0]
    in_z, in_y, in_x = weights_zyx
    for index in range(depth):
        cv2.sepFilter2D(volume[index], cv2.CV_32F, in_x, in_y, dst=scratch[index], borderType=cv2.BORDER_REPLICATE)
    flat, result = scratch.reshape(depth, -1), out.reshape(depth, -1)
    one = np.ones(1, np.float32)
    for start in range(0, flat.shape[1], 4096):
        block = np.ascontiguousarray(flat[:, start : start + 4096])
        result[:, start : start + 4096] = cv2.sepFilter2D(block, cv2.CV_32F, one, in_z, borderType=cv2.BORDER_REPLICATE)
    return out


def gaussian(floats, sigma):
    out, scratch = np.empty_like(floats), np.empty_like(floats)
    weights = gaussian_weights(sigma)
    return lambda: blocked_filter(floats, (weights,) * 3, out, scratch)


def blobs(floats):
    """Difference of Gaussians, the largest over the scales, and the scale: the fastest there is, though not the same filter."""
    ladder = [*BLOB_SIGMAS, BLOB_SIGMAS[-1] * 1.4]
    levels = [np.empty_like(floats) for _ in ladder]
    scratch = np.empty_like(floats)
    response, scale = np.empty_like(floats), np.empty(floats.shape, np.uint8)

    def run():
        for level, sigma in zip(levels, ladder):
            blocked_filter(floats, (gaussian_weights(sigma),) * 3, level, scratch)
        for index in range(floats.shape[0]):
            best = levels[0][index] - levels[1][index]
            scale[index] = 0
            for step in range(1, len(BLOB_SIGMAS)):
                other = levels[step][index] - levels[step + 1][index]
                scale[index][other > best] = step
                cv2.max(best, other, dst=best)
            response[index] = best
        return response

    return run


@numba.njit(parallel=True, fastmath=True, cache=True)
def largest_blobness(smoothed, factor, response, isFirst):
    """Second differences, eigenvalues by the trigonometric formula, and the larger of old and new response."""
    depth, height, width = smoothed.shape
    for z in numba.prange(1, depth - 1):
        for y in range(1, height - 1):
            for x in range(1, width - 1):
                v = 2 * smoothed[z, y, x]
                xx = smoothed[z, y, x + 1] + smoothed[z, y, x - 1] - v
                yy = smoothed[z, y + 1, x] + smoothed[z, y - 1, x] - v
                zz = smoothed[z + 1, y, x] + smoothed[z - 1, y, x] - v
                xy = 0.25 * (
                    smoothed[z, y + 1, x + 1] - smoothed[z, y + 1, x - 1] - smoothed[z, y - 1, x + 1] + smoothed[z, y - 1, x - 1]
                )
                xz = 0.25 * (
                    smoothed[z + 1, y, x + 1] - smoothed[z + 1, y, x - 1] - smoothed[z - 1, y, x + 1] + smoothed[z - 1, y, x - 1]
                )
                yz = 0.25 * (
                    smoothed[z + 1, y + 1, x] - smoothed[z + 1, y - 1, x] - smoothed[z - 1, y + 1, x] + smoothed[z - 1, y - 1, x]
                )
                mean = (xx + yy + zz) / 3
                a, b, c = xx - mean, yy - mean, zz - mean
                spread = np.sqrt((a * a + b * b + c * c + 2 * (xy * xy + xz * xz + yz * yz)) / 6)
                largest = smallest = mean
                if spread > 0:
                    determinant = a * (b * c - yz * yz) - xy * (xy * c - yz * xz) + xz * (xy * yz - b * xz)
                    half = min(1.0, max(-1.0, determinant / (2 * spread * spread * spread)))
                    angle = np.arccos(half) / 3
                    largest = mean + 2 * spread * np.cos(angle)
                    smallest = mean + 2 * spread * np.cos(angle + 2.0943951023931953)
                # A bright blob has three negative eigenvalues; the one nearest to zero is the largest.
                weak, strong = -largest * factor, -smallest * factor
                value = weak * np.sqrt(weak / strong) if weak > 0 else 0.0
                if isFirst or value > response[z, y, x]:
                    response[z, y, x] = value


def hessian(floats):
    out, scratch, response = np.empty_like(floats), np.empty_like(floats), np.zeros_like(floats)

    def run():
        for index, sigma in enumerate(BLOB_SIGMAS):
            blocked_filter(floats, (gaussian_weights(sigma),) * 3, out, scratch)
            largest_blobness(out, np.float32(sigma * sigma), response, index == 0)
        return response

    return run


def closing(mask, radius, threads):
    """Two distance transforms: what lies within the radius, then what lies deeper in that than the radius."""

    def run():
        near = edt.edt(mask == 0, anisotropy=SPACING_ZYX, parallel=threads) <= radius + 1e-6
        return edt.edt(near, anisotropy=SPACING_ZYX, parallel=threads) > radius + 1e-6

    return run


def distance(mask, threads):
    return lambda: edt.edt(mask, anisotropy=SPACING_ZYX, parallel=threads)


def components(mask):
    return lambda: cc3d.connected_components(mask, connectivity=26)


def threshold(volume):
    """Into a byte a voxel, by whichever of the two libraries is faster."""
    out = np.empty(volume.shape, bool)
    return lambda: np.less(volume, -400, out=out)


def threshold_cv(volume):
    flat, out = volume.reshape(volume.shape[0], -1), np.empty((volume.shape[0], volume[0].size), np.int16)
    return lambda: cv2.threshold(flat, -401, 1, cv2.THRESH_BINARY_INV, dst=out)[1]


def resample(volume, interpolation):
    """0.7 to 1 mm along x and y; z stays. OpenCV aligns the edges of the images, we the centres of their first voxels.

    INTER_LINEAR takes the two nearest voxels and lets what is finer than the new grid fold back; INTER_AREA averages all voxels
    under a new one, as we do under a triangle.
    """
    width = int(511 * 0.7 + 1e-6) + 1
    out = np.empty((volume.shape[0], width, width), np.int16)

    def run():
        for index in range(volume.shape[0]):
            cv2.resize(volume[index], (width, width), dst=out[index], interpolation=interpolation)
        return out

    return run


def projection(volume):
    return lambda: volume.max(axis=1)
