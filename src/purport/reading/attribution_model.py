"""Attributions as the trained model gives them: from tags and pointers to spans and links.

Tags are those of a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001). Spans are not read
off its best path: each span's own probability is summed over all paths by the forward-backward algorithm, and of
the spans that can stand together those are kept whose probabilities exceed their role's threshold by the most in
all, which is decoding for the expected number of exact spans. What belongs to which cue is told by two attention
pointers, from content to cue and from cue to speaker.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

ROLES = ("speaker", "cue", "content")
TAGS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIES"))
LINK_WIDTH = 64
# How far from a word, in words, a pointer may point.
REACH = 240


def _allowed() -> NDArray[np.bool_]:
    table = np.zeros((len(TAGS), len(TAGS)), bool)
    for i, one in enumerate(TAGS):
        for j, two in enumerate(TAGS):
            if one[0] in "BI":
                table[i, j] = two[0] in "IE" and one[2:] == two[2:]
            else:
                table[i, j] = two[0] in "OBS"
    return table


ALLOWED = _allowed()
_EDGES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192)
BUCKETS = 2 * len(_EDGES) + 1


def bucket(distance: int) -> int:
    """The index of a signed distance in words among BUCKETS classes."""
    n = sum(abs(distance) >= edge for edge in _EDGES)
    return len(_EDGES) + (n if distance > 0 else -n)


_BUCKET = np.array([bucket(d) for d in range(-_EDGES[-1], _EDGES[-1] + 1)])


@dataclass(frozen=True, slots=True, order=True)
class WordSpan:
    """Words ``first`` up to, not including, ``last``, with the probability that just these words bear the role."""

    first: int
    last: int
    role: str
    probability: float


@dataclass(frozen=True, slots=True)
class Linked:
    """A cue with what points to it and what it points to; ``content_links`` and ``speaker_link`` are the pointers'
    own probabilities."""

    cue: WordSpan
    speaker: WordSpan | None
    content: tuple[WordSpan, ...]
    speaker_link: float
    content_links: tuple[float, ...]


def spans(emissions: Floats, transitions: Floats, thresholds: dict[str, float], least: float = 0.02) -> list[WordSpan]:
    """The spans of a text from its words' (words, TAGS) scores, in reading order. No two overlap; a span whose
    probability is below ``least`` is never thought of."""
    if not len(emissions):
        return []
    candidates = span_probabilities(emissions.astype(np.float64), transitions, least)
    return best_together([s for s in candidates if s.probability > thresholds[s.role]], thresholds)


def span_probabilities(e: Floats, transitions: Floats, least: float) -> list[WordSpan]:
    """Every span whose probability is ``least`` or more, whatever overlaps it; ``e`` has one row at least."""
    alpha, beta, whole = _forward_backward(e, np.where(ALLOWED, transitions, -np.inf))
    marginal = alpha + beta - whole
    out: list[WordSpan] = []
    floor = np.log(least)
    for role in ROLES:
        b, i, end, s = (TAGS.index(f"{place}-{role}") for place in "BIES")
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


def _forward_backward(e: Floats, transitions: Floats) -> tuple[Floats, Floats, float]:
    """Log-domain forward scores (emission included), backward scores (not included) and the log of their sum; a text
    begins and ends outside or at a span's edge. Sums are taken in scaled probabilities, which is what makes it fast."""
    n = len(e)
    step = np.exp(transitions)
    top = e.max(1, keepdims=True)
    weight = np.exp(e - top)
    forward, backward = np.empty_like(e), np.empty_like(e)
    forward_scale, backward_scale = np.zeros(n), np.zeros(n)
    begins = np.array([tag[0] in "OBS" for tag in TAGS], float)
    state = weight[0] * begins
    for k in range(n):
        if k:
            state = (state @ step) * weight[k]
        total = state.sum()
        state = state / total
        forward[k] = state
        forward_scale[k] = np.log(total)
    state = np.array([tag[0] in "OES" for tag in TAGS], float)
    for k in range(n - 1, -1, -1):
        if k < n - 1:
            state = step @ (weight[k + 1] * state)
        total = state.sum()
        state = state / total
        backward[k] = state
        backward_scale[k] = np.log(total)
    tops = np.cumsum(top[:, 0])
    with np.errstate(divide="ignore"):
        alpha = np.log(forward) + (np.cumsum(forward_scale) + tops)[:, None]
        after = np.cumsum(backward_scale[::-1])[::-1] + tops[-1] - tops
        beta = np.log(backward) + after[:, None]
    whole = float(np.logaddexp.reduce(alpha[0] + beta[0]))
    return alpha, beta, whole


def best_together(candidates: Iterable[WordSpan], thresholds: dict[str, float]) -> list[WordSpan]:
    """Of the candidates the set without overlap that exceeds its thresholds by the most (weighted intervals)."""
    ordered = sorted(candidates, key=lambda s: (s.last, s.first))
    lasts = [s.last for s in ordered]
    best = [0.0] * (len(ordered) + 1)
    taken: list[int | None] = [None] * (len(ordered) + 1)
    for k, span in enumerate(ordered, 1):
        before = int(np.searchsorted(lasts, span.first, side="right"))
        gain = best[before] + span.probability - thresholds[span.role]
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


@dataclass(frozen=True, slots=True)
class Pointer:
    """One kind of link: (words, LINK_WIDTH) queries and keys, a score for each class of distance, one for nowhere."""

    queries: Floats
    keys: Floats
    distance: Floats
    nowhere: float

    def to(self, words: Sequence[int], targets: Sequence[WordSpan]) -> tuple[Floats, float]:
        """The mean log-probability with which ``words`` point to each of the targets, and to nowhere."""
        rows = np.asarray(words)
        low, high = max(0, int(rows[0]) - REACH), min(len(self.keys), int(rows[-1]) + REACH + 1)
        columns = np.arange(low, high)
        scores = self.queries[rows] @ self.keys[low:high].T / LINK_WIDTH**0.5
        edge = _EDGES[-1]
        scores = scores + self.distance[_BUCKET[np.clip(columns[None, :] - rows[:, None], -edge, edge) + edge]]
        whole = np.logaddexp(np.logaddexp.reduce(scores, 1), self.nowhere)
        logs = np.full(len(targets), -30.0)
        for n, target in enumerate(targets):
            a, b = max(target.first, low) - low, min(target.last, high) - low
            if a < b:
                logs[n] = float((np.logaddexp.reduce(scores[:, a:b], 1) - whole).mean())
        return logs, float((self.nowhere - whole).mean())


def linked(found: Sequence[WordSpan], to_cue: Pointer, to_speaker: Pointer) -> list[Linked]:
    """The cues among the spans, each with its content and its speaker, in reading order."""
    cues, speakers, contents = ([s for s in found if s.role == role] for role in ("cue", "speaker", "content"))
    of: dict[WordSpan, list[tuple[WordSpan, float]]] = {cue: [] for cue in cues}
    for content in contents if cues else ():
        logs, _ = to_cue.to(_sample(content), cues)
        best = int(np.argmax(logs))
        of[cues[best]].append((content, float(np.exp(logs[best]))))
    out = []
    for cue in cues:
        speaker, certain = None, 1.0
        logs, nowhere = to_speaker.to(range(cue.first, cue.last), speakers)
        if len(logs) and logs.max() > nowhere:
            speaker = speakers[int(np.argmax(logs))]
            certain = float(np.exp(logs.max()))
        else:
            certain = float(np.exp(nowhere))
        said = sorted(of[cue])
        out.append(Linked(cue, speaker, tuple(c for c, _ in said), certain, tuple(p for _, p in said)))
    return out


def _sample(span: WordSpan, most: int = 24) -> list[int]:
    """Some of a span's words, its ends among them."""
    if span.last - span.first <= most:
        return list(range(span.first, span.last))
    return sorted({int(k) for k in np.linspace(span.first, span.last - 1, most)})
