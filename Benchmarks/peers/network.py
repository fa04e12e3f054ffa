#!/usr/bin/env python3
"""Times our networks beside OpenVINO and onnxruntime, in turns, and prints the table of ratios.

The graphs of `Benchmarks/networks` with the same weights and the same input for everybody, 32-bit floats throughout; the outputs must
agree before anything is timed. Then, turn by turn and for each number of threads, ours and theirs. Each takes the best and the
median over all runs of all turns, by the clock and by the processor (all threads together); on a machine that others use, believe
the second. Ratios are ours by theirs.

    swift build -c release
    python3 Benchmarks/peers/network.py [--venv FOLDER] [--turns 3] [--threads 1,2]

The first run makes a virtual environment with the peers of requirements-network.txt. Not part of the product.
"""

import argparse
import tempfile
from pathlib import Path

import environment


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--venv", type=Path)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--threads", default="1,2")
    options = parser.parse_args()
    environment.enter(options.venv, "requirements-network.txt")

    import network_rows as rows  # needs the environment

    isa = rows.best_set()
    with tempfile.TemporaryDirectory() as scratch:
        core = rows.our_times(["--filter", "gemm/", "--filter", "fma-peak/"], isa, 1, scratch, "--cpu")
        share = core["gemm"]["gflops"] / core["fma-peak"]["gflops"]
        print(f"matrix product: {core['gemm']['gflops']:.1f} GFLOP/s, {share:.3f} of the {core['fma-peak']['gflops']:.1f} of "
              f"multiply-adds in registers alone ({isa})\n")
        print(f"{options.turns} turns; milliseconds: best (median); ratios: ours by theirs, of the best (of the medians)\n")
        print("| network | threads | time | Prescreen | OpenVINO | ratio | onnxruntime | ratio |\n|---|---|---|---|---|---|---|---|")
        for name in rows.NETWORKS:
            for threads in map(int, options.threads.split(",")):
                rows.compare(name, threads, isa, options, scratch)


if __name__ == "__main__":
    main()
