"""Publications with known truth, for bench/shifts.py: those of a generator file, and others unlike them.

The generator is a file of its own, given by its path, that has ``generate(rng, ...) -> y, n, truth``: counts of
statements by theme and issue. What it makes is taken as it is, bent by ``bend`` (issues reprinted, lost, a section that
comes in), or replaced by ``other``, whose counts come about in another way.
"""

import importlib.util
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

LOG = {name: float(np.log(value)) for name, value in (("2", 2), ("3", 3), ("1.5", 1.5), ("1.25", 1.25), ("0.5", 0.5))}


@dataclass(frozen=True)
class World:
    """A scenario: how its corpora are made, and what is asked of them."""

    name: str
    told: str
    options: Mapping[str, Any] = field(default_factory=dict)
    bend: Callable[..., Any] | None = None
    own: Mapping[str, Any] | None = None


def generator(path: Path) -> Callable[..., Any]:
    """``generate`` of a generator file."""
    spec = importlib.util.spec_from_file_location("weekly_generator", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.generate


def corpus(world: World, number: int, generate: Callable[..., Any], seed: int = 0) -> tuple[Any, Any, dict[str, Any]]:
    """Counts, exposures and truth of one corpus; always the same for a world and a number."""
    rng = np.random.default_rng([seed, zlib.crc32(world.name.encode()), number])
    y, n, truth = other(rng, **world.own) if world.own is not None else generate(rng, **world.options)
    if world.bend is not None:
        y, n = world.bend(rng, y, n)
    return y, n, truth


def other(
    rng, T=78, K=20, units=300, low=0.004, high=0.08, noise="gamma", spread=3.0, deltas=(0.0,), ramp=0, missing=0.02
):
    """Counts that come about in another way: no items, but a rate of each issue that is gamma, log-normal or Student
    distributed about the theme's, or Poisson clumps of fixed size. ``spread`` is the shape, the deviation, the scale
    or the clump's size."""
    n = np.maximum(30, np.round(np.exp(rng.normal(np.log(units), 0.3, T)))).astype(int)
    p = np.exp(rng.uniform(np.log(low), np.log(high), K))
    delta = rng.choice(np.array(deltas), K)
    tau = np.where(delta != 0, rng.integers(T // 4, 3 * T // 4, K), -1)
    t = np.arange(T)
    late = np.where(tau[:, None] >= 0, np.clip((t - tau[:, None] + 1) / max(ramp, 1), 0, 1), 0.0)
    mean = n * np.minimum(p[:, None] * np.exp(delta[:, None] * late), 0.5)
    if noise == "gamma":
        y = rng.poisson(mean * rng.gamma(spread, 1 / spread, (K, T)))
    elif noise == "lognormal":
        y = rng.poisson(mean * np.exp(rng.normal(-(spread**2) / 2, spread, (K, T))))
    elif noise == "student":
        y = rng.poisson(np.minimum(mean * np.exp(np.clip(rng.standard_t(3, (K, T)) * spread, -4, 4)), n))
    elif noise == "clumps":
        y = rng.poisson(mean / spread) * int(spread)
    else:
        y = rng.poisson(mean)
    keep = rng.random(T) >= missing
    return np.where(keep, np.minimum(y, n), 0), np.where(keep, n, 0), {"tau": tau, "delta": delta, "p": p}


def reprints(rng, y, n):
    """One issue in ten prints another one again, besides its own."""
    y, n = y.copy(), n.copy()
    for at in np.flatnonzero(rng.random(len(n)) < 0.1):
        source = rng.integers(len(n))
        y[:, at], n[at] = (y[:, at] + y[:, source], n[at] + n[source]) if n[at] else (y[:, at], n[at])
    return y, n


def section(rng, y, n):
    """From the middle on a section comes along that holds none of the themes: two issues' units for every five."""
    later = (np.arange(len(n)) >= len(n) // 2) & (n > 0)
    return y, np.where(later, np.round(n * 1.4).astype(int), n)


def sections_at_times(rng, y, n):
    """In one issue of five a section comes along, with a quarter of the themes at four times their rate."""
    y, n = y.copy(), n.copy()
    rich = rng.random(len(y)) < 0.25
    for at in np.flatnonzero((rng.random(len(n)) < 0.2) & (n > 0)):
        extra = n[at] // 2
        share = np.minimum(y.sum(1) / max(1, n.sum()) * np.where(rich, 4, 0.5), 0.5)
        y[:, at], n[at] = y[:, at] + rng.binomial(extra, share), n[at] + extra
    return y, n


def lost(rng, y, n):
    """Two issues in five are missing, in runs."""
    gone = np.repeat(rng.random(len(n) // 3 + 1) < 0.4, 3)[: len(n)]
    return np.where(gone, 0, y), np.where(gone, 0, n)


def specials(rng, y, n):
    """One issue in twenty is a special number on one theme: half of it."""
    y = y.copy()
    for at in np.flatnonzero((rng.random(len(n)) < 0.05) & (n > 0)):
        y[rng.integers(len(y)), at] = n[at] // 2
    return y, n


def single(times):
    """In every fifth theme one issue holds so many times its usual count."""

    def bent(rng, y, n):
        y = y.copy()
        for k in range(0, len(y), SINGLE_EVERY):
            at = rng.choice(np.flatnonzero(n > 0))
            y[k, at] = min(n[at], round(times * y[k].sum() / n.sum() * n[at]))
        return y, n

    return bent


SINGLE_EVERY = 5
STILL: dict[str, Any] = {"frac_change": 0}
NULLS = (
    World("N0", "no drift", {**STILL, "ar_sd": 0}),
    World("N1", "the usual drift", STILL),
    World("N2", "strong drift", {**STILL, "ar_phi": 0.7, "ar_sd": 0.35}),
    World("N3", "issues twice as long", {**STILL, "volume_jump": 2}),
    World("N4", "issues cut to two fifths", {**STILL, "volume_jump": 0.4}),
    World("N5", "pulses", {**STILL, "pulse_rate": 0.03}),
    World("N6", "a fifth lost in scanning", {**STILL, "ocr_drop": 0.8}),
    World("N8", "seasons", {**STILL, "season": 0.4}),
    World("N9", "short issues", {**STILL, "words": 1500}),
)
MEASURED = World("N7", "half lost in scanning", {**STILL, "ocr_drop": 0.5})


def _changed(name: str, ratio: float, **more: Any) -> World:
    return World(name, f"×{ratio:g}", {"frac_change": 1, "deltas": (float(np.log(ratio)),), **more})


CHANGES = (
    _changed("x1.5", 1.5),
    _changed("x2", 2),
    _changed("x3", 3),
    _changed("x0.5", 0.5),
    _changed("x2 strong drift", 2, ar_phi=0.7, ar_sd=0.35),
    _changed("x3 strong drift", 3, ar_phi=0.7, ar_sd=0.35),
    _changed("x3 no drift", 3, ar_sd=0),
)
MIX = World(
    "mix", "two themes in five change", {"frac_change": 0.4, "deltas": tuple(np.log([0.5, 1 / 1.5, 1.25, 1.5, 2, 3]))}
)
UNLIKE = (
    World("gamma", "gamma rates, shape 2", own={"spread": 2.0}),
    World("student", "log rates of Student's t, 3 degrees", own={"noise": "student", "spread": 0.4}),
    World("lognormal", "log-normal rates, deviation 0.8", own={"noise": "lognormal", "spread": 0.8}),
    World("clumps", "clumps of 12", own={"noise": "clumps", "spread": 12}),
    World("poisson", "Poisson counts", own={"noise": "poisson"}),
    World(
        "huge regular",
        "60,000 units an issue, deviation 0.1",
        own={"noise": "lognormal", "spread": 0.1, "units": 60_000},
    ),
    World("huge", "2,000,000 words an issue", {**STILL, "words": 2_000_000}),
    World("tiny", "400 words an issue, rare themes", {**STILL, "words": 400, "p_lo": 0.001, "p_hi": 0.02}),
    World("reprints", "one issue in ten reprints another", STILL, bend=reprints),
    World("section", "a section without the themes comes in", STILL, bend=section),
    World("sections", "a section with some themes, at times", STILL, bend=sections_at_times),
    World("specials", "special numbers", STILL, bend=specials),
    World("lost", "two issues in five missing, in runs", STILL, bend=lost),
    World("one theme", "one theme", {**STILL, "K": 1}),
    World("three themes", "three themes", {**STILL, "K": 3}),
    World("short", "twelve issues", {**STILL, "T": 12}),
    World("short strong drift", "twenty issues, strong drift", {**STILL, "T": 20, "ar_phi": 0.7, "ar_sd": 0.35}),
    World("long", "208 issues, strong drift", {**STILL, "T": 208, "ar_phi": 0.7, "ar_sd": 0.35}),
    World("three years of seasons", "156 issues, strong seasons", {**STILL, "T": 156, "season": 0.6}),
    World("wander", "log rates that wander, correlation 0.9", {**STILL, "ar_phi": 0.9, "ar_sd": 0.4}),
)
OTHER_CHANGES = (
    _changed("ramp x3", 3, shape="ramp"),
    _changed("one theme x3", 3, K=1),
    _changed("short x3", 3, T=30),
    _changed("lost x3", 3, missing=0.4),
    World("gamma x2", "×2, gamma rates", own={"spread": 2.0, "deltas": (LOG["2"],)}),
    World("student x2", "×2, Student's t", own={"noise": "student", "spread": 0.4, "deltas": (LOG["2"],)}),
    World(
        "huge regular x1.25",
        "×1.25, 60,000 units",
        own={"noise": "lognormal", "spread": 0.1, "units": 60_000, "deltas": (LOG["1.25"],)},
    ),
    World("clumps x3", "×3, clumps of 12", own={"noise": "clumps", "spread": 12, "deltas": (LOG["3"],)}),
)
SINGLE = tuple(
    World(f"single x{times}", f"×{times}", {**STILL, "p_lo": 0.04, "p_hi": 0.08}, bend=single(times))
    for times in (5, 8, 10, 12)
)
# Fifty-two issues are known, forty come in one by one.
KNOWN = 52
_WATCH: dict[str, Any] = {"T": 92, "K": 10, "tau_rng": (KNOWN, KNOWN + 1)}
WATCHED = (
    World("watch N0", "no drift", {**STILL, **_WATCH, "ar_sd": 0}),
    World("watch N1", "the usual drift", {**STILL, **_WATCH}),
    World("watch N2", "strong drift", {**STILL, **_WATCH, "ar_phi": 0.7, "ar_sd": 0.35}),
    *(
        World(
            f"watch x{ratio}{few}",
            f"×{ratio}, {told}",
            {"frac_change": share, "deltas": (float(np.log(ratio)),), **_WATCH},
        )
        for few, told, share in (("", "all ten themes", 1), (" few", "one theme in ten", 0.1))
        for ratio in (2, 3)
    ),
)
WORLDS = {world.name: world for world in (*NULLS, MEASURED, *CHANGES, MIX, *UNLIKE, *OTHER_CHANGES, *SINGLE)}
