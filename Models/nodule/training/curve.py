"""Draws the FROC curve of a result of froc.py.

    python3 curve.py RESULT.json OUTPUT.svg
"""
import json
import sys

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot


def main():
    with open(sys.argv[1]) as handle:
        groups = json.load(handle)["groups"]
    figure, axis = pyplot.subplots(figsize=(5.2, 4))
    for group in groups:
        if group["column"] not in ("all", "diameter") or "curve" not in group:
            continue
        curve = group["curve"]
        name = "all" if group["column"] == "all" else f"{group['value']} mm"
        axis.plot(curve["false_positives_per_scan"], curve["sensitivity"], label=f"{name} ({group['nodules']})",
                  linewidth=2.2 if name == "all" else 1, color="#1f5f8b" if name == "all" else None)
    whole = groups[0]
    axis.fill_between(whole["rates"], whole["sensitivity_low"], whole["sensitivity_high"], alpha=0.15, color="#1f5f8b")
    axis.set(xscale="log", xlim=(0.125, 8), ylim=(0, 1), xlabel="false positives a scan", ylabel="nodules found",
             title="Insertion benchmark, by folds")
    axis.set_xticks(whole["rates"], ["1/8", "1/4", "1/2", "1", "2", "4", "8"])
    axis.minorticks_off()
    axis.grid(alpha=0.3)
    axis.legend(fontsize=8, loc="lower right")
    figure.tight_layout()
    figure.savefig(sys.argv[2])


if __name__ == "__main__":
    main()
