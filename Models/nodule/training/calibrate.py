"""Fits the calibration and the operating point to what the networks of the folds say; writes them into plan.json.

    python3 calibrate.py BENCHMARK [--draw FOLDER]

Every mark of the benchmark's scans is a nodule or none (marks in excluded findings count as neither). The operating point is the
lowest probability at which no more than one false mark a scan is shown on average.
"""
import argparse
import json
import os

import numpy as np

import folds
import score
import sources

FALSE_MARKS = 1.0
BINS = (0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0001)


def marks(root, plan):
    """(logit, whether it is a nodule, scan) of every merged mark of the benchmark."""
    logits, labels, scans = [], [], []
    for base in folds.load():
        for name in sorted(os.listdir(os.path.join(root, "scans"))):
            if not name.startswith(base + "-"):
                continue
            *seen, _ = score.scored(f"benchmark-{name}", base)
            table, final = seen[0], score.ranked(*seen, plan)
            spots = [[[float(r[k]) for k in ("coordX", "coordY", "coordZ", "diameter_mm")]
                      for r in sources.rows(root, "scans", name, file)] for file in ("annotations.csv", "annotations_excluded.csv")]
            for i in score.merged(table, final):
                hit = [any(np.linalg.norm(table[i, :3] - s[:3]) < (10 if s[3] < 0 else s[3]) / 2 for s in group) for group in spots]
                if hit[0] or not hit[1]:
                    logits.append(final[i])
                    labels.append(hit[0])
                    scans.append(name)
    return np.array(logits), np.array(labels, float), np.array(scans)


def fit(logits, labels):
    """Slope and offset of the logistic function: Newton's method, with steps halved until they gain."""
    columns = np.stack([logits, np.ones_like(logits)], axis=1)

    def loss(weights):
        return float(np.logaddexp(0, np.where(labels > 0, -1, 1) * (columns @ weights)).sum())

    weights = np.array([1.0, -float(np.quantile(logits, 1 - labels.mean()))])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(columns @ weights, -40, 40)))
        hessian = columns.T @ (columns * (chance * (1 - chance))[:, None]) + 1e-9 * np.eye(2)
        step = np.linalg.solve(hessian, columns.T @ (labels - chance))
        while loss(weights + step) > loss(weights) and np.abs(step).max() > 1e-9:
            step /= 2
        weights = weights + step
    return weights


def draw(rows, path):
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot
    figure, axis = pyplot.subplots(figsize=(4.2, 4))
    axis.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    axis.plot([r[1] for r in rows], [r[2] for r in rows], "o-", color="#1f5f8b")
    for count, said, true in rows:
        axis.annotate(str(count), (said, true), textcoords="offset points", xytext=(6, -10), fontsize=7)
    axis.set(xlabel="score", ylabel="share that was a nodule", title="Reliability, by folds")
    figure.tight_layout()
    figure.savefig(path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("benchmark")
    parser.add_argument("--draw")
    options = parser.parse_args()
    with open(score.PLAN) as handle:
        plan = json.load(handle)
    logits, labels, scans = marks(options.benchmark, plan)
    slope, offset = fit(logits, labels)
    chance = 1 / (1 + np.exp(-(slope * logits + offset)))
    count = len(set(scans))
    wrong = np.sort(chance[labels == 0])[::-1]
    allowed = int(FALSE_MARKS * count)
    operating = float(np.ceil(wrong[allowed] * 1e4 + 1) / 1e4)
    rows = []
    for low, high in zip(BINS, BINS[1:]):
        inside = (chance >= low) & (chance < high)
        if inside.any():
            rows.append((int(inside.sum()), float(chance[inside].mean()), float(labels[inside].mean())))
            print(f"score {low:.2f} to {min(high, 1):.2f}: {rows[-1][0]:5} marks, mean score {rows[-1][1]:.3f}, nodules {rows[-1][2]:.3f}")
    plan.update({"calibrationSlope": round(float(slope), 4), "calibrationOffset": round(float(offset), 4),
                 "operatingProbability": operating})
    with open(score.PLAN, "w") as handle:
        json.dump(plan, handle, indent=2)
        handle.write("\n")
    shown = (chance >= operating) & (labels == 1)
    print(f"slope {slope:.3f}, offset {offset:.3f}; shown from {operating:.4f}: {(wrong >= operating).sum() / count:.2f} false marks a scan, "
          f"{int(shown.sum())} nodule marks")
    if options.draw:
        draw(rows, os.path.join(options.draw, "reliability.svg"))


if __name__ == "__main__":
    main()
