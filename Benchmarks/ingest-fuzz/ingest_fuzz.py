#!/usr/bin/env python3
"""Sends damaged DICOM files through the whole ingest and counts what became of them.

    python3 Benchmarks/ingest-fuzz/ingest_fuzz.py --seed 1 --count 100000 --jobs 2

Builds the worker with the address and undefined-behaviour sanitizers, makes small series with `prescreen phantom` in every
transfer syntax that it writes, takes the sample study and, where it is there, ../shared/data, and lets workers run. A worker
that ends, hangs or takes too much memory is one finding: its file is made again and kept. Python's standard library only.
"""

import argparse
import collections
import json
import os
import pathlib
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build" / "fuzz"
SANITIZED = [
    "--sanitize", "address", "-Xcxx", "-fsanitize=undefined", "-Xcxx", "-fno-sanitize=vptr",
    "-Xcxx", "-fno-sanitize-recover=undefined",
]
SYNTAXES = [
    "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.5",
    "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70",
    "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81",
]
# What one case may take.
SECONDS, MEGABYTES = 20, 2048
# Cases that one process runs before the next begins.
CHUNK = 500


def build(product):
    command = ["swift", "build", "-c", "release", "--scratch-path", str(BUILD), "--product", product, *SANITIZED]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def make_bases(folder):
    """Each folder a series: small ones of every syntax, single real files of every syntax."""
    program = BUILD / "release" / "prescreen"
    for syntax in SYNTAXES:
        for kind in [[], ["--enhanced"]]:
            name = syntax.removeprefix("1.2.840.10008.1.").replace(".", "-") + ("-enhanced" if kind else "")
            output = folder / ("phantom-" + name)
            made = subprocess.run(
                [program, "phantom", "--output", output, "--matrix", "64", "--pixel-spacing", "3", "--slices", "20",
                 "--spacing", "5", "--nodules", "0", "--threads", "1", "--transfer-syntax", syntax, *kind],
                capture_output=True, env=dict(os.environ, ASAN_OPTIONS="detect_leaks=0"))
            if made.returncode == 0:
                files = sorted(path for path in (output / "dicom").rglob("*") if path.is_file())
                target = folder / name
                target.mkdir()
                for number, path in enumerate(files):
                    shutil.copy(path, target / f"{number:03}.dcm")
            shutil.rmtree(output, ignore_errors=True)
    shared = pathlib.Path(os.environ.get("PRESCREEN_SHARED", ROOT.parent / "shared")) / "data"
    groups = {"sample": sorted((ROOT / "SampleStudies" / "lung1").glob("*.dcm"))[:3]}
    groups["syntaxes"] = sorted((shared / "ingest" / "one-slice-many-syntaxes").glob("*"))
    groups["scanners"] = sorted((shared / "ingest" / "nema-wg04").glob("*"))
    groups["studies"] = [sorted(study.glob("*"))[0] for study in sorted((shared / "studies").glob("*"))]
    for name, files in groups.items():
        for number, path in enumerate(files):
            (folder / f"one-{name}").mkdir(exist_ok=True)
            shutil.copy(path, folder / f"one-{name}" / f"{number:03}.dcm")


class Run:
    """The workers and what they found."""

    def __init__(self, options, bases, scratch, keep):
        self.options, self.bases, self.scratch, self.keep = options, bases, scratch, keep
        self.codes, self.findings, self.done = collections.Counter(), [], 0
        self.peak = 0
        self.lock = threading.Lock()
        self.work = queue.Queue()
        end = options.first + options.count
        for first in range(options.first, end, CHUNK):
            self.work.put((first, min(CHUNK, end - first)))

    def environment(self):
        environment = dict(os.environ)
        environment["ASAN_OPTIONS"] = (
            f"detect_leaks=0:abort_on_error=1:hard_rss_limit_mb={MEGABYTES}:max_allocation_size_mb={MEGABYTES // 2}:"
            "allocator_may_return_null=0:quarantine_size_mb=64:detect_stack_use_after_return=0")
        environment["SWIFT_BACKTRACE"] = "enable=no"
        environment["UBSAN_OPTIONS"] = "print_stacktrace=1"
        return environment

    def command(self, scratch, first, count, *more):
        worker = BUILD / "release" / "ingest-fuzz"
        return [worker, self.bases, scratch, str(self.options.seed), str(first), str(count), *more]

    def thread(self, number):
        scratch = self.scratch / str(number)
        while True:
            try:
                first, count = self.work.get_nowait()
            except queue.Empty:
                return
            while count > 0:
                shutil.rmtree(scratch, ignore_errors=True)
                scratch.mkdir(parents=True)
                reached = self.run(scratch, first, count)
                count, first = first + count - reached, reached

    def run(self, scratch, first, count):
        """Runs cases until all are done or one ends the worker. Returns the next case to run."""
        errors = open(scratch / "stderr", "w+b")
        worker = subprocess.Popen(
            self.command(scratch, first, count), stdout=subprocess.PIPE, stderr=errors, env=self.environment(), text=True)
        state = {"case": first, "since": time.monotonic(), "hung": False}
        watch = threading.Thread(target=self.watch, args=(worker, state), daemon=True)
        watch.start()
        for line in worker.stdout:
            words = line.split()
            if words[:1] == ["case"]:
                state["case"], state["since"] = int(words[1]), time.monotonic()
            elif words[:1] == ["done"]:
                with self.lock:
                    self.done += 1
                    self.codes.update(words[2].split(",") if len(words) > 2 else ["nothing"])
        status = worker.wait()
        if status == 0:
            return first + count
        errors.seek(0)
        log = errors.read().decode(errors="replace")
        if status in (1, 64):
            sys.exit(f"the worker cannot work: {log[-2000:]}")
        kind = "hang" if state["hung"] else "memory" if "rss limit" in log or "allocation-size-too-big" in log else "crash"
        self.report(kind, state["case"], status, log)
        return state["case"] + 1

    def watch(self, worker, state):
        while worker.poll() is None:
            try:
                for line in pathlib.Path(f"/proc/{worker.pid}/status").read_text().splitlines():
                    if line.startswith("VmHWM"):
                        self.peak = max(self.peak, int(line.split()[1]) // 1024)
            except OSError:
                pass
            if time.monotonic() - state["since"] > SECONDS:
                state["hung"] = True
                worker.kill()
            time.sleep(0.25)

    def report(self, kind, case, status, log):
        scratch = self.scratch / f"again-{case}"
        scratch.mkdir(parents=True)
        try:
            subprocess.run(
                self.command(scratch, case, 1, self.keep), env=self.environment(), capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            pass
        shutil.rmtree(scratch, ignore_errors=True)
        (self.keep / f"{self.options.seed}-{case}.txt").write_text(log)
        with self.lock:
            self.findings.append({"kind": kind, "seed": self.options.seed, "case": case, "status": status})
            print(f"{kind}: seed {self.options.seed}, case {case}, status {status}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the first case")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--keep", type=pathlib.Path, help="where the files of findings go")
    parser.add_argument("--no-build", action="store_true", help="take what was built last")
    options = parser.parse_args()
    if not options.no_build:
        build("prescreen")
        build("ingest-fuzz")
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    keep = options.keep or pathlib.Path(tempfile.mkdtemp(prefix="ingest-fuzz-findings-"))
    keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ingest-fuzz-", dir=memory) as folder:
        folder = pathlib.Path(folder)
        (folder / "bases").mkdir()
        make_bases(folder / "bases")
        run = Run(options, folder / "bases", folder / "scratch", keep)
        bases = sorted(path.name for path in (folder / "bases").iterdir())
        files = sum(1 for path in (folder / "bases").rglob("*.dcm"))
        started = time.monotonic()
        threads = [threading.Thread(target=run.thread, args=(number,)) for number in range(options.jobs)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.monotonic() - started
    kinds = collections.Counter(finding["kind"] for finding in run.findings)
    print(f"{run.done + len(run.findings)} mutations of {files} files ({len(bases)} series) in {seconds:.0f} s, "
          f"{options.jobs} jobs, seed {options.seed}")
    print(f"crashes {kinds['crash']}, hangs {kinds['hang']}, too much memory {kinds['memory']}, "
          f"peak of a worker {run.peak} MB")
    for code, count in run.codes.most_common():
        print(f"  {count:7} {code}")
    if run.findings:
        print(f"files and logs: {keep}")
    return 1 if run.findings or run.done < options.count else 0


if __name__ == "__main__":
    sys.exit(main())
