#!/usr/bin/env python3
"""Times our ingest beside a C++ loader on DCMTK alone, in turns, and prints the table of ratios.

For each way of storing a series: both read the same folder, and the Hounsfield units must be the same before anything is timed.
Then, turn by turn, ours and the loader's: the headers of all files, and files to a volume in HU. Each takes the best and the
median over all passes of all turns; ratios are ours by the loader's. With --memory a study of 2,000 slices is inspected in a
process of its own, and the memory at the peak told.

    swift build -c release
    python3 Benchmarks/peers/ingest.py [--turns 5] [--threads 2] [--memory] [FOLDER…]

Without folders `prescreen phantom` makes a series of 300 slices in four transfer syntaxes. A folder holds one CT series of
single-frame images. Needs the Python standard library, g++ and libdcmtk-dev. Not part of the product.
"""

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(__file__).resolve().parent / "dcmtk-loader" / "main.cpp"
LIBRARIES = "dcmjpls dcmtkcharls dcmjpeg ijg8 ijg12 ijg16 dcmimage dcmimgle dcmdata oflog ofstd z pthread".split()
SYNTAXES = {
    "uncompressed": "1.2.840.10008.1.2.1",
    "RLE Lossless": "1.2.840.10008.1.2.5",
    "JPEG Lossless": "1.2.840.10008.1.2.4.70",
    "JPEG-LS Lossless": "1.2.840.10008.1.2.4.80",
}
# Our cases, and what the loader calls the same.
CASES = {"ingest-index": "headers", "ingest-series": "series"}
PASSES = 7


def output_of(*command):
    return subprocess.run([str(part) for part in command], check=True, stdout=subprocess.PIPE).stdout.decode()


def build_loader(folder):
    loader = Path(folder) / "dcmtk-loader"
    output_of(
        "g++", "-std=c++17", "-O3", "-march=native", "-o", loader, SOURCE, *(f"-l{library}" for library in LIBRARIES)
    )
    return loader


def check_equal(ours, loader, study, threads, scratch):
    """Refuses to time what does not give the same Hounsfield units."""
    inspected = json.loads(output_of(ours / "prescreen", "inspect", "--json", study))["studies"]
    if len(inspected) != 1:
        sys.exit(f"{study}: {len(inspected)} studies, not one")
    volume = Path(scratch) / "volume.raw"
    identifiers = output_of(loader, "dump", study, threads, volume).split()
    digest = hashlib.sha256()
    with volume.open("rb") as voxels:
        size = volume.stat().st_size // len(identifiers)
        for identifier in identifiers:
            digest.update(identifier.encode())
            digest.update(voxels.read(size))
    volume.unlink()
    if digest.hexdigest() != inspected[0]["inputSHA256"]:
        sys.exit(f"{study}: the loader reads other Hounsfield units than we do")
    return len(identifiers)


def our_times(ours, study, threads, scratch):
    """Milliseconds by case."""
    record = Path(scratch) / "record.jsonl"
    filters = [word for case in CASES for word in ("--filter", case)]
    output_of(
        ours / "prescreen-bench", "--study", study, "--threads", threads, "--isa", best_set(ours), "--json", record, *filters
    )
    cases = [json.loads(line) for line in record.read_text().splitlines()[1:]]
    return {case["case"].split("/")[0]: [1000 * sample for sample in case["samples"]] for case in cases}


def best_set(ours):
    """The instruction set that the product takes on this machine: the first that is listed."""
    return output_of(ours / "prescreen-bench", "--list", "--filter", "rescale").split()[0].split("/")[1]


def their_times(loader, study, threads):
    return {
        case: [float(line) for line in output_of(loader, mode, study, threads, PASSES).split()]
        for case, mode in CASES.items()
    }


def compare(ours, loader, name, study, options, scratch):
    slices = check_equal(ours, loader, study, options.threads, scratch)
    times = {case: ([], []) for case in CASES}
    for _ in range(options.turns):
        mine, theirs = our_times(ours, study, options.threads, scratch), their_times(loader, study, options.threads)
        for case in CASES:
            times[case][0].extend(mine[case])
            times[case][1].extend(theirs[case])
    for case, (mine, theirs) in times.items():
        what = "headers" if case == "ingest-index" else "files to HU"
        best, median = min(mine) / min(theirs), statistics.median(mine) / statistics.median(theirs)
        print(
            f"| {name}, {slices} slices: {what} | {min(mine):.1f} ({statistics.median(mine):.1f}) "
            f"| {min(theirs):.1f} ({statistics.median(theirs):.1f}) | {best:.2f} ({median:.2f}) |",
            flush=True,
        )


def peak_memory(ours, study, threads):
    """Bytes at the peak of a process that indexes, loads and judges a study."""
    process = os.posix_spawn(
        ours / "prescreen",
        ["prescreen", "inspect", "--json", "--threads", str(threads), str(study)],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(process, 0)
    if status != 0:
        sys.exit(f"{study}: prescreen inspect failed")
    return usage.ru_maxrss * 1024


def phantom(ours, folder, *arguments):
    output_of(ours / "prescreen", "phantom", "--output", folder, *arguments)
    return Path(folder) / "dicom"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory", action="store_true", help="also the memory that 2,000 slices take")
    options = parser.parse_args()
    ours = ROOT / ".build" / "release"
    with tempfile.TemporaryDirectory() as scratch:
        loader = build_loader(scratch)
        print(f"{options.turns} turns, {options.threads} threads; milliseconds: best (median)\n")
        print("| series | Prescreen | DCMTK loader | ratio of the best (of the medians) |\n|---|---|---|---|")
        for folder in options.folders:
            compare(ours, loader, folder.name, folder, options, scratch)
        for name, syntax in () if options.folders else SYNTAXES.items():
            place = Path(scratch) / syntax
            study = phantom(ours, place, "--slices", 300, "--transfer-syntax", syntax)
            compare(ours, loader, name, study, options, scratch)
            output_of("rm", "-rf", place)
        if options.memory:
            slices = 2000
            study = phantom(ours, Path(scratch) / "large", "--slices", slices, "--spacing", 0.3)
            peak, volume = peak_memory(ours, study, options.threads), slices * 512 * 512 * 2
            print(
                f"\n{slices} slices: {peak / 1e9:.2f} GB at the peak, of which the volume {volume / 1e9:.2f} GB: "
                f"{(peak - volume) / 1e9:.2f} GB beside it"
            )


if __name__ == "__main__":
    main()
