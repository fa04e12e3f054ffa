#!/usr/bin/env python3
"""Times our volume operations beside the fastest libraries that do the same, in turns, and prints the table of ratios.

    swift build -c release
    python3 Benchmarks/peers/volume.py [--venv FOLDER] [--turns 3] [--threads 2] [--filter TEXT]…

The first run makes a virtual environment with the peers of requirements.txt. Both sides work on the synthetic volume of
prescreen-bench, 512 × 512 × 300. Results are compared before anything is timed; what differs, and by how much, is told, and more
than a row allows ends the run. Then, turn by turn and row by row, ours and theirs: best and median over all samples. Not part of
the product.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import environment

OURS = Path(__file__).resolve().parents[2] / ".build" / "release" / "prescreen-bench"


def our_results(folder, filters):
    words = [word for text in filters for word in ("--filter", text)]
    subprocess.run([OURS, "--raw", folder, "--threads", "2", *words], check=True, stdout=subprocess.DEVNULL)


def our_times(operation, threads, folder):
    """Seconds of each sample on the best instruction set."""
    record = Path(folder) / "record.jsonl"
    isa = subprocess.run([OURS, "--list", "--filter", f"{operation}/"], check=True, stdout=subprocess.PIPE).stdout
    isa = isa.decode().split("/")[1]
    command = [OURS, "--filter", f"{operation}/", "--threads", str(threads), "--isa", isa, "--json", record]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    cases = [json.loads(line) for line in record.read_text().splitlines()[1:]]
    (case,) = [case for case in cases if case["case"].startswith(f"{operation}/")]
    return case["samples"]


def their_times(run):
    samples = []
    run()
    while len(samples) < 3 or (len(samples) < 15 and sum(samples) < 2):
        start = time.perf_counter()
        run()
        samples.append(time.perf_counter() - start)
    return samples


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--venv", type=Path)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--filter", action="append", default=[])
    options = parser.parse_args()
    os.environ["NUMBA_NUM_THREADS"] = str(options.threads)
    environment.enter(options.venv, "requirements.txt")

    import rows  # needs the environment

    with tempfile.TemporaryDirectory() as folder:
        our_results(folder, rows.operands_and(options.filter))
        table = rows.rows(Path(folder), options.threads, options.filter)
        kept = []
        for row in table:
            difference, allowed = row.check()
            print(f"{row.operation}: {row.meaning} {difference:.3g}, allowed {allowed:.3g}", flush=True)
            if difference > allowed:
                sys.exit(f"{row.operation}: the results differ too much to compare times")
            kept.append((row, [], []))
        for _ in range(options.turns):
            for row, ours, theirs in kept:
                ours += our_times(row.operation, options.threads, folder)
                theirs += their_times(row.run)
        print(f"\n{options.turns} turns, {options.threads} threads; milliseconds: best (median)\n")
        print("| operation | Prescreen | peer | fastest peer | ratio of the best (of the medians) |\n|---|---|---|---|---|")
        for row, ours, theirs in kept:
            best, median = min(ours) / min(theirs), statistics.median(ours) / statistics.median(theirs)
            print(
                f"| {row.operation} | {1000 * min(ours):.1f} ({1000 * statistics.median(ours):.1f}) "
                f"| {1000 * min(theirs):.1f} ({1000 * statistics.median(theirs):.1f}) | {row.peer} "
                f"| {best:.2f} ({median:.2f}) |"
            )


if __name__ == "__main__":
    main()
