"""How far confidences can be believed, and what a threshold costs: tables and the reliability curve."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from purport.evaluation.scores import Calibration, calibrated

from .annotated import AnnotatedText
from .reading import Judged

THRESHOLDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9)
RESAMPLES = 1000
SEED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """What was read in a set of texts: for each statement that counts its confidence and whether it is right; and how
    many should have been read."""

    name: str
    texts: int
    confidence: tuple[float, ...]
    right: tuple[bool, ...]
    annotated: int

    @property
    def calibration(self) -> Calibration:
        found = calibrated(zip(self.confidence, self.right, strict=True))
        if found is None:
            raise SystemExit(f"{self.name}: no statement was read in it")
        return found

    @property
    def least_error(self) -> float:
        """The expected error of a set of this size if every confidence were exact: that of chance alone."""
        generator = np.random.default_rng(SEED)
        confidence = np.array(self.confidence)
        drawn = (generator.random(len(confidence)) < confidence for _ in range(RESAMPLES))
        errors = [c.expected_error for right in drawn if (c := calibrated(zip(confidence, right, strict=True)))]
        return float(np.mean(errors))

    def at(self, least: float) -> tuple[float, float, float]:
        """Precision, recall and the share of statements kept from a confidence on."""
        kept = [right for c, right in zip(self.confidence, self.right, strict=True) if c >= least]
        return sum(kept) / len(kept) if kept else 0.0, sum(kept) / self.annotated, len(kept) / len(self.right)


def as_told(texts: Sequence[AnnotatedText], rows: Sequence[Judged], confidences: Iterable[float] | None = None) -> Set:
    """A set from its texts and what was read in them, with other confidences than those told if they are given."""
    return Set(
        name=texts[0].source,
        texts=len(texts),
        confidence=tuple(confidences if confidences is not None else (row.told for row in rows)),
        right=tuple(row.right for row in rows),
        annotated=sum(one.counts for text in texts for one in text.annotated),
    )


def show(each: Set) -> None:
    found = each.calibration
    print(f"\n## {each.name}: {each.texts} texts, {found.n} statements\n")
    print(
        f"Expected error {found.expected_error:.3f} (of chance alone {each.least_error:.3f}), Brier {found.brier:.3f}\n"
    )
    print("| confidence | statements | told | right |\n|---|---|---|---|")
    for row in found.bins:
        print(f"| {row.low:.1f} to {row.high:.1f} | {row.n} | {row.told:.2f} | {row.right:.2f} |")
    print("\n| least confidence | kept | precision | recall |\n|---|---|---|---|")
    for least in THRESHOLDS:
        precision, recall, share = each.at(least)
        print(f"| {least} | {share:.0%} | {precision:.1%} | {recall:.1%} |", flush=True)


def draw(sets: Sequence[Set], path: Path) -> None:
    """The reliability curve of each set, with 95 in 100 intervals (Wilson), over how its confidences are spread."""
    import matplotlib

    matplotlib.use("svg")
    # What makes the same figures the same file, with its words as text.
    matplotlib.rcParams.update({"svg.hashsalt": "purport", "svg.fonttype": "none", "font.family": "sans-serif"})
    from matplotlib import pyplot as plot

    figure, (curve, spread) = plot.subplots(
        2, 1, figsize=(5.2, 5.8), height_ratios=(4, 1), sharex=True, layout="constrained"
    )
    curve.plot((0, 1), (0, 1), color="0.6", linewidth=1, linestyle="--", label="exact")
    for each, colour, shape in zip(sets, ("#0b5394", "#b45f06", "#38761d"), "os^", strict=False):
        bins = each.calibration.bins
        told, right = [row.told for row in bins], [row.right for row in bins]
        low, high = zip(*(wilson(row.right, row.n) for row in bins), strict=True)
        errors = [[r - v for r, v in zip(right, low, strict=True)], [v - r for r, v in zip(right, high, strict=True)]]
        label = f"{each.name} ({each.calibration.n} statements)"
        curve.errorbar(
            told, right, errors, color=colour, marker=shape, markersize=4, linewidth=1.2, capsize=2, label=label
        )
        shares = [row.n / each.calibration.n for row in bins]
        spread.plot(told, shares, color=colour, marker=shape, markersize=3, linewidth=1)
    curve.set(ylabel="share of statements that are right", xlim=(0, 1), ylim=(0, 1))
    curve.legend(loc="upper left", frameon=False, fontsize=9)
    spread.set(xlabel="confidence told", ylabel="share", ylim=(0, None))
    for axes in (curve, spread):
        axes.grid(color="0.9", linewidth=0.6)
        axes.spines[["top", "right"]].set_visible(False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None}, facecolor="white")


def wilson(share: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval of a share seen in n cases."""
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    return middle - half, middle + half
