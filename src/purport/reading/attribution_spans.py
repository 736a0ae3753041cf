"""Spans of speakers, cues and contents: from the scores that each word has for each tag to the spans to keep.

Tags are those of a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001). Spans are not read
off its best path: each span's own probability is summed over all paths by the forward-backward algorithm, and of
the spans that can stand together those are kept whose probabilities exceed their role's threshold by the most in
all, which is decoding for the expected number of exact spans.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

ROLES = ("speaker", "cue", "content")


def tags_of(roles: Sequence[str]) -> tuple[str, ...]:
    """The tags by which words bear roles, or none ("O"): a span's first, inner and last word, and its only one."""
    return ("O", *(f"{place}-{role}" for role in roles for place in "BIES"))


def allowed_of(tags: Sequence[str]) -> NDArray[np.bool_]:
    """Which tag may follow which."""
    table = np.zeros((len(tags), len(tags)), bool)
    for i, one in enumerate(tags):
        for j, two in enumerate(tags):
            if one[0] in "BI":
                table[i, j] = two[0] in "IE" and one[2:] == two[2:]
            else:
                table[i, j] = two[0] in "OBS"
    return table


TAGS = tags_of(ROLES)
ALLOWED = allowed_of(TAGS)


@dataclass(frozen=True, slots=True, order=True)
class WordSpan:
    """Words ``first`` up to, not including, ``last``, with the probability that just these words bear the role, and
    ``overlap``, how much of them is expected to (intersection over union with whatever span stands there)."""

    first: int
    last: int
    role: str
    probability: float
    overlap: float = 0.0


def candidates(emissions: Floats, transitions: Floats, least: float = 0.02) -> list[WordSpan]:
    """The spans that a text may hold, from its words' (words, TAGS) scores: those with a probability of ``least``."""
    if not len(emissions):
        return []
    found = span_probabilities(emissions.astype(np.float64), transitions, least)
    return [span for role in ROLES for span in _with_overlaps([s for s in found if s.role == role])]


def _with_overlaps(found: list[WordSpan]) -> list[WordSpan]:
    """Spans of one role, each with its expected overlap."""
    if not found:
        return []
    first, last = np.array([s.first for s in found]), np.array([s.last for s in found])
    shared = np.clip(np.minimum(last[:, None], last) - np.maximum(first[:, None], first), 0, None)
    either = (last - first)[:, None] + (last - first) - shared
    expected = (shared / either) @ np.array([s.probability for s in found])
    return [replace(s, overlap=min(1.0, float(e))) for s, e in zip(found, expected, strict=True)]


def kept(among: Iterable[WordSpan], mix: float, thresholds: dict[str, float]) -> list[WordSpan]:
    """The spans to keep, in reading order; no two overlap. What counts is the probability, and with weight ``mix`` the
    expected overlap: where the ends of a span are open, its share is spread over many."""
    ranked = {}
    for span in among:
        worth = (1 - mix) * span.probability + mix * span.overlap
        if worth > thresholds[span.role]:
            ranked[span] = worth - thresholds[span.role]
    return best_together(ranked)


def span_probabilities(e: Floats, transitions: Floats, least: float, roles: Sequence[str] = ROLES) -> list[WordSpan]:
    """Every span whose probability is ``least`` or more, whatever overlaps it; ``e`` has one row at least and a
    column for each of the roles' tags."""
    tags = tags_of(roles)
    alpha, beta, whole = _forward_backward(e, np.where(allowed_of(tags), transitions, -np.inf), tags)
    marginal = alpha + beta - whole
    out: list[WordSpan] = []
    floor = np.log(least)
    for role in roles:
        b, i, end, s = (tags.index(f"{place}-{role}") for place in "BIES")
        for k in np.flatnonzero(marginal[:, s] > floor):
            out.append(WordSpan(int(k), int(k) + 1, role, float(np.exp(min(0.0, marginal[k, s])))))
        starts, ends = np.flatnonzero(marginal[:, b] > floor), np.flatnonzero(marginal[:, end] > floor)
        if len(starts) and len(ends):
            # inner[k]: what words before k would add to a path if all were inside one span.
            inner = np.concatenate([[0.0], np.cumsum(e[:, i] + transitions[i, i])])
            left = alpha[starts, b] - inner[starts + 1]
            right = e[ends, end] + beta[ends, end] + inner[ends]
            through = transitions[b, i] + transitions[i, end] - transitions[i, i]
            scores = left[:, None] + right[None, :] - whole
            apart = ends[None, :] - starts[:, None]
            scores = scores + np.where(apart == 1, transitions[b, end], through)
            scores = np.where(apart >= 1, scores, -np.inf)
            for x, y in zip(*np.nonzero(scores > floor), strict=True):
                probability = float(np.exp(min(0.0, scores[x, y])))
                out.append(WordSpan(int(starts[x]), int(ends[y]) + 1, role, probability))
    return out


def _forward_backward(e: Floats, transitions: Floats, tags: Sequence[str]) -> tuple[Floats, Floats, float]:
    """Log-domain forward scores (emission included), backward scores (not included) and the log of their sum; a text
    begins and ends outside or at a span's edge."""
    step = np.exp(transitions)
    alpha = _forward(e, step, tags, "OBS")
    beta = _forward(e[::-1], step.T, tags, "OES")[::-1] - e
    return alpha, beta, float(np.logaddexp.reduce(alpha[0] + beta[0]))


# So many words are taken one after the other, and stretches of so many side by side.
_STRETCH = 32


def _forward(e: Floats, step: Floats, names: Sequence[str], begins: str) -> Floats:
    """For each word and tag the log of the sum over all paths up to there, beginning with one of ``begins``.

    A word is a matrix and a stretch of words their product. Products are made for all stretches at once; with what
    enters each, counted from them, all are walked at once again: a hundred steps for a thousand words.
    """
    n, tags = e.shape
    count = -(-n // _STRETCH)
    top = e.max(1)
    weight = np.ones((count * _STRETCH, tags))
    weight[:n] = np.exp(e - top[:, None])
    weight = weight.reshape(count, _STRETCH, tags)
    first = np.array([tag[0] in begins for tag in names], float)

    def onward(rows: Floats, logs: Floats, k: int) -> tuple[Floats, Floats]:
        """Rows of sums, each scaled to one and its logarithm kept apart, led over word ``k`` of their stretch."""
        rows = (rows.reshape(-1, tags) @ step).reshape(rows.shape)
        if k == 0:
            rows[0] = first
        rows *= weight[:, k, None]
        total = rows.sum(2, keepdims=True)
        return rows / np.where(total > 0, total, 1.0), logs + np.log(total[:, :, 0])

    out = np.empty((count, _STRETCH, tags))
    with np.errstate(divide="ignore"):
        product: Floats = np.tile(np.eye(tags), (count, 1, 1))
        scale: Floats = np.zeros((count, tags))
        for k in range(_STRETCH):
            product, scale = onward(product, scale, k)
        enter: Floats = np.empty((count, 1, tags))
        logs: Floats = np.empty((count, 1))
        state: Floats = np.full(tags, 1 / tags)
        log = 0.0
        for k in range(count):
            enter[k, 0], logs[k, 0] = state, log
            among = np.log(state) + scale[k]
            most = among.max()
            state = np.exp(among - most) @ product[k]
            total = state.sum()
            state, log = state / total, log + most + np.log(total)
        for k in range(_STRETCH):
            enter, logs = onward(enter, logs, k)
            out[:, k] = np.log(enter[:, 0]) + logs
    scores: Floats = out.reshape(-1, tags)[:n] + np.cumsum(top)[:, None]
    return scores


def best_together(gains: dict[WordSpan, float]) -> list[WordSpan]:
    """Of the spans the set without overlap that gains most in all (weighted intervals)."""
    ordered = sorted(gains, key=lambda s: (s.last, s.first, s.role))
    lasts = [s.last for s in ordered]
    best = [0.0] * (len(ordered) + 1)
    taken: list[int | None] = [None] * (len(ordered) + 1)
    for k, span in enumerate(ordered, 1):
        before = bisect_right(lasts, span.first)
        gain = best[before] + gains[span]
        best[k], taken[k] = (gain, before) if gain > best[k - 1] else (best[k - 1], None)
    out = []
    k = len(ordered)
    while k:
        before_k = taken[k]
        if before_k is None:
            k -= 1
        else:
            out.append(ordered[k - 1])
            k = before_k
    return out[::-1]
