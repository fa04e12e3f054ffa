#!/usr/bin/env python3
"""Kills `prescreen watch` again and again while real studies arrive, and checks that nothing was lost.

Four studies (three subsets of contiguous slices and a whole one), a foreign file and a truncated one are copied slowly into the
watched folder, each sender in its own way. Meanwhile the watcher is killed with SIGKILL at random moments, half of them
shortly after a line of its log, so that taking, screening and putting away are hit too. In the end every study must have one
result, the same bytes as `prescreen scan` gives; every file must lie once in the archive, byte for byte, or in quarantine with a
reason; and no finished study may have been screened again.

Needs the Python standard library only. Not part of the product.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STUDIES = Path(os.environ.get("PRESCREEN_SHARED", ROOT.parent / "shared")) / "data" / "studies"
# Study, centre, how it is sent, and how many contiguous slices (None: all).
DELIVERIES = [
    ("lidc-0001", "north", "in place", 40),
    ("lidc-1011", "south", "part and rename", 48),
    ("lidc-0314", "south", "old times", 120),
    ("lidc-0745", "west", "in place", None),
]
TIMES = {
    "pollSeconds": 0.2,
    "quietWholeSeconds": 1.5,
    "quietSeconds": 5,
    "quarantineAfterSeconds": 8,
    "tidyAfterSeconds": 5,
    "retryDelaySeconds": 1,
    "interruptions": 1000,
}


def height(path):
    """Z of Image Position (Patient): enough to put axial slices in order."""
    data = path.read_bytes()[:16384]
    at = data.index(b"\x20\x00\x32\x00DS") + 6
    (length,) = struct.unpack("<H", data[at : at + 2])
    return float(data[at + 2 : at + 2 + length].decode().split("\\")[2])


def sha(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def files_below(folder):
    """Every file but our lock files. Folders may vanish meanwhile."""
    return [Path(place) / name for place, _, names in os.walk(folder) for name in names if name != ".prescreen.lock"]


class Watcher:
    """The real command, started and killed; its log is kept across lives."""

    def __init__(self, program, incoming, output, config, log):
        self.command = [program, "watch", "--incoming", incoming, "--output", output, "--config", config]
        self.log_path = Path(log)
        self.process = None

    def start(self):
        with open(self.log_path, "a") as log:
            self.process = subprocess.Popen(list(map(str, self.command)), stdout=subprocess.DEVNULL, stderr=log)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=120)

    def lines(self):
        if not self.log_path.exists():
            return []
        lines = []
        for line in self.log_path.read_text().splitlines():
            try:
                lines.append(json.loads(line))
            except ValueError:  # The last line of a killed process.
                lines.append({"event": "torn", "text": line})
        return lines


class Sender(threading.Thread):
    """Copies files into a centre's folder, with pauses within and between files."""

    def __init__(self, files, folder, manner, seed, pause):
        super().__init__()
        self.files, self.folder, self.manner, self.pause = files, folder, manner, pause
        self.random = random.Random(seed)

    def run(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        for number, source in enumerate(self.files):
            target = self.folder / source.name
            # A tidied folder may be gone by now: a sender makes it again.
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(target.name + ".part") if self.manner == "part and rename" else target
            data = source.read_bytes()
            cuts = sorted(self.random.randrange(len(data)) for _ in range(2))
            with open(draft, "wb") as out:
                for start, end in zip([0] + cuts, cuts + [len(data)]):
                    out.write(data[start:end])
                    out.flush()
                    time.sleep(self.random.uniform(0, self.pause))
            if draft != target:
                os.rename(draft, target)
            if self.manner == "old times":
                os.utime(target, (1_000_000_000 + number, 1_000_000_000 + number))


def wait_for_moment(watcher, rng):
    """Waits until the next kill is due: after a random time, or shortly after something happened."""
    deadline = time.monotonic() + rng.uniform(0.2, 5)
    if rng.random() < 0.5:
        wanted = rng.choice(["started", "screening", "finished", "quarantined"])
        known = len(watcher.lines())
        while time.monotonic() < deadline + 5:
            if any(line.get("event") == wanted for line in watcher.lines()[known:]):
                time.sleep(rng.choice([0, 0.001, 0.005, 0.02, 0.1, 0.5, 1]) * rng.random())
                return f"after {wanted}"
            if watcher.process.poll() is not None:
                return "after it ended"
            time.sleep(0.002)
        return "after waiting for " + wanted
    time.sleep(max(0, deadline - time.monotonic()))
    return "at random"


def is_done(process, output, incoming, expected_files):
    try:
        status = json.loads((output / "status.json").read_text())
    except (OSError, ValueError):
        return False
    if status["process"] != process.pid:  # What an earlier life said.
        return False
    archived = [p for p in files_below(output / "archive") if ".work" not in p.parts]
    return len(archived) == expected_files and not files_below(incoming) and not status["studiesRunning"] and status["studiesWaiting"] == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=Path, default=ROOT / ".build" / "release" / "prescreen")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--incoming", type=Path, help="parent of the watched folder: one on another device tests copying")
    parser.add_argument("--keep", action="store_true", help="leave the folders for a look")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    if not STUDIES.is_dir():
        sys.exit(f"no studies: {STUDIES} is missing (PRESCREEN_SHARED names another place)")

    base = Path(tempfile.mkdtemp(prefix="watch-kill-"))
    incoming = Path(tempfile.mkdtemp(prefix="watch-kill-", dir=options.incoming)) if options.incoming else base / "incoming"
    incoming.mkdir(exist_ok=True)
    output = base / "output"
    config = base / "config.json"
    config.write_text(json.dumps(TIMES))
    started = time.monotonic()
    problems = []

    def check(condition, text):
        if not condition:
            problems.append(text)

    # What will be sent, and what an undisturbed scan says of it.
    deliveries, expected = [], {}
    for name, centre, manner, count in DELIVERIES:
        files = sorted((STUDIES / name).glob("*.dcm"), key=height)
        if count:
            start = (len(files) - count) // 2 + rng.randrange(-5, 5)
            files = files[start : start + count]
        folder = base / "sent" / name
        folder.mkdir(parents=True)
        for file in files:
            shutil.copyfile(file, folder / file.name)
        scan = base / "scan" / name
        subprocess.run(
            [options.program, "scan", folder, "--output", scan], check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        result = next(scan.glob("*/findings.json"))
        expected[result.parent.name] = result.read_bytes()
        order = sorted(folder.iterdir(), key=lambda p: p.name)  # By UID: not in the order of position.
        deliveries.append((order, incoming / centre / name if manner != "in place" else incoming / centre, manner))
    sent = [sha(f) for files, _, _ in deliveries for f in files]

    junk = base / "sent" / "junk"
    junk.mkdir()
    (junk / "read me.txt").write_text("not DICOM\n")
    (junk / "half.dcm").write_bytes(deliveries[0][0][0].read_bytes()[:20_000])
    deliveries.append((sorted(junk.iterdir()), incoming / "north" / "disc", "in place"))

    watcher = Watcher(options.program, incoming, output, config, base / "watch.log")
    senders = [
        Sender(files, folder, manner, options.seed * 100 + i, pause=0.25 if len(files) < 100 else 0.1)
        for i, (files, folder, manner) in enumerate(deliveries)
    ]
    watcher.start()
    for sender in senders:
        sender.start()
    moments, again = [], None
    for number in range(options.kills):
        moments.append(wait_for_moment(watcher, rng))
        check(watcher.process.poll() is None, f"the watcher ended by itself before kill {number + 1}")
        watcher.kill()
        watcher.start()
        if number == options.kills * 3 // 4:  # One study once more, byte for byte: must start no run.
            senders[0].join()
            files, folder, manner = deliveries[0]
            again = Sender(files, folder.parent / "east", manner, options.seed, pause=0.02)
            again.start()
    for sender in senders + [again]:
        if sender:
            sender.join()
    limit = time.monotonic() + 300
    while not is_done(watcher.process, output, incoming, len(sent)) and time.monotonic() < limit:
        time.sleep(0.5)
    status = watcher.stop()
    check(status == 0, f"SIGTERM: exit status {status}")

    # The files.
    archive = files_below(output / "archive")
    archived = [sha(p) for p in archive]
    check(sorted(archived) == sorted(sent), f"archive: {len(archived)} files, {len(set(sent) - set(archived))} of {len(sent)} missing")
    quarantine = files_below(output / "quarantine")
    kept = sorted(sha(p) for p in quarantine if not p.name.endswith(".reason.json"))
    check(kept == sorted(sha(p) for p in junk.iterdir()), f"quarantine: {[p.name for p in quarantine]}")
    check(len(quarantine) == 2 * len(kept), "quarantine: not one reason a file")
    left = [str(p) for p in files_below(incoming)]
    check(not left, f"still incoming: {left}")
    # The results.
    for study, findings in expected.items():
        file = output / study / "findings.json"
        check(file.exists(), f"no result of {study}")
        check(not file.exists() or file.read_bytes() == findings, f"{study}: not what scan says")
    results = [p for p in output.iterdir() if (p / "findings.json").exists()]
    check(len(results) == len(expected), f"results: {[p.name for p in results]}")
    unfinished = [p.name for p in output.iterdir() if p.name.startswith(".unfinished")]
    # The log.
    lines = watcher.lines()
    finished = [(line["study"], line["files"]) for line in lines if line.get("event") == "finished"]
    check(len(finished) == len(set(finished)), f"finished twice: {finished}")
    events = {}
    for line in lines:
        events[line["event"]] = events.get(line["event"], 0) + 1
    for word in ["half.dcm", "read me", "LIDC-IDRI"]:
        check(word not in watcher.log_path.read_text(), f"the log says {word!r}")

    superseded = len(list((output / "superseded").glob("*/*")))
    summary = {
        "seed": options.seed, "kills": options.kills, "results": f"{len(results)}/{len(expected)}",
        "archived": f"{len(archived)}/{len(sent)}", "quarantined": f"{len(kept)}/2", "superseded": superseded,
        "interrupted": events.get("interrupted", 0), "screenings": events.get("screening", 0),
        "duplicates": sum(line["files"] for line in lines if line.get("event") == "duplicate"),
        "unfinishedFolders": len(unfinished), "seconds": round(time.monotonic() - started),
        "killed": {m: moments.count(m) for m in sorted(set(moments))}, "events": events, "problems": problems,
    }
    print(("FAILED " if problems else "passed ") + json.dumps(summary))
    if options.keep or problems:
        print(f"kept: {base} {incoming}", file=sys.stderr)
    else:
        shutil.rmtree(base)
        shutil.rmtree(incoming, ignore_errors=True)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
