"""Our networks and the same graphs in OpenVINO and onnxruntime: run, checked, and timed in turns."""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import graph
import numpy as np
import onnxruntime
import openvino

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / ".build" / "release" / "prescreen-bench"
# Name and items of a batch, as prescreen-bench has them.
NETWORKS = {"patches": 256, "residual-u": 1}
RUNS = 3
TOLERANCE = 1e-4


class OpenVINO:
    name = "OpenVINO"

    def __init__(self, model, threads):
        core = openvino.Core()
        settings = {
            "INFERENCE_NUM_THREADS": threads,
            "INFERENCE_PRECISION_HINT": "f32",
            "PERFORMANCE_HINT": "LATENCY",
        }
        self.request = core.compile_model(core.read_model(model), "CPU", settings).create_infer_request()

    def __call__(self, values):
        return self.request.infer([values])[0]


class ONNXRuntime:
    name = "onnxruntime"

    def __init__(self, model, threads):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0].name

    def __call__(self, values):
        return self.session.run(None, {self.input: values})[0]


def bench(*arguments):
    return subprocess.run([str(BENCH), *map(str, arguments)], check=True, stdout=subprocess.PIPE).stdout.decode()


def best_set():
    """The instruction set that the product takes on this machine: the first that is listed."""
    return bench("--list", "--filter", "gemm/").split()[0].split("/")[1]


def our_output(name, isa, shape, scratch):
    """Ours as theirs: items, channels, z, y, x."""
    bench("--filter", f"network-{name}/", "--isa", isa, "--threads", 1, "--raw", scratch)
    values = np.fromfile(Path(scratch) / f"network-{name}.raw", np.float32)
    if len(shape) < 5:
        return values.reshape(shape)
    items, channels, *size = shape
    return np.moveaxis(values.reshape(items, *size, channels), -1, 1)


def our_times(filters, isa, threads, scratch, *clock):
    """Seconds by operation."""
    record = Path(scratch) / "record.jsonl"
    bench(*filters, "--isa", isa, "--threads", threads, "--json", record, *clock)
    cases = [json.loads(line) for line in record.read_text().splitlines()[1:]]
    return {case["case"].split("/")[0]: case for case in cases}


def their_times(peer, values):
    """Seconds by the clock, and of the processor."""
    clock, processor = [], []
    peer(values)
    for _ in range(RUNS):
        start, used = time.perf_counter(), time.process_time()
        peer(values)
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    return clock, processor


def compare(name, threads, isa, options, scratch):
    model, shape = graph.onnx_model(ROOT / "Benchmarks" / "networks" / f"{name}.json", NETWORKS[name])
    values = graph.noise(0, int(np.prod(shape))).reshape(shape)
    peers = [kind(model.SerializeToString(), threads) for kind in (OpenVINO, ONNXRuntime)]
    for peer in peers:
        theirs = peer(values)
        difference = np.abs(our_output(name, isa, theirs.shape, scratch) - theirs).max()
        largest = np.abs(theirs).max()
        print(f"{name}: off {peer.name} by {difference:.2g} of {largest:.2g}", file=sys.stderr)
        if not difference <= TOLERANCE * largest:
            sys.exit(f"{name}: our output is not that of {peer.name}")
    ours = ([], [])
    theirs = {peer.name: ([], []) for peer in peers}
    for _ in range(options.turns):
        for index, clock in enumerate([[], ["--cpu"]]):
            ours[index].extend(
                our_times(["--filter", f"network-{name}/"], isa, threads, scratch, *clock)[f"network-{name}"]["samples"]
            )
        for peer in peers:
            for index, samples in enumerate(their_times(peer, values)):
                theirs[peer.name][index].extend(samples)
    for index, clock in enumerate(["clock", "processor"]):
        row = f"| {name} | {threads} | {clock} | {figures(ours[index])} |"
        for samples in theirs.values():
            best = min(ours[index]) / min(samples[index])
            median = statistics.median(ours[index]) / statistics.median(samples[index])
            row += f" {figures(samples[index])} | {best:.2f} ({median:.2f}) |"
        print(row, flush=True)


def figures(samples):
    return f"{1000 * min(samples):.0f} ({1000 * statistics.median(samples):.0f})"
