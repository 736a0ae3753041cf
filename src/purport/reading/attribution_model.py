"""Attributions as the trained model gives them: from tags and pointers to spans and links.

Tags are those of a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001). Spans are not read
off its best path: each span's own probability is summed over all paths by the forward-backward algorithm, and of
the spans that can stand together those are kept whose probabilities exceed their role's threshold by the most in
all, which is decoding for the expected number of exact spans. What belongs to which cue is told by two attention
pointers, from content to cue and from cue to speaker.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from purport.errors import BadModel
from purport.language import Doc
from purport.language.encoder import Encoded, Encoder
from purport.language.threads import one_thread
from purport.language.words import Words, without, words_of
from purport.reading.attribution_links import FLOOR, assigned, nearness
from purport.reading.datelines import Datelines

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
    """Words ``first`` up to, not including, ``last``, with the probability that just these words bear the role, and
    ``overlap``, how much of them is expected to (intersection over union with whatever span stands there)."""

    first: int
    last: int
    role: str
    probability: float
    overlap: float = 0.0


@dataclass(frozen=True, slots=True)
class Linked:
    """A cue with what points to it and what it points to; ``content_links`` and ``speaker_link`` are the pointers'
    own probabilities."""

    cue: WordSpan
    speaker: WordSpan | None
    content: tuple[WordSpan, ...]
    speaker_link: float
    content_links: tuple[float, ...]


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
    begins and ends outside or at a span's edge."""
    step = np.exp(transitions)
    alpha = _forward(e, step, "OBS")
    beta = _forward(e[::-1], step.T, "OES")[::-1] - e
    return alpha, beta, float(np.logaddexp.reduce(alpha[0] + beta[0]))


# So many words are taken one after the other, and stretches of so many side by side.
_STRETCH = 32


def _forward(e: Floats, step: Floats, begins: str) -> Floats:
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
    first = np.array([tag[0] in begins for tag in TAGS], float)

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


# What a target out of reach gets, and the least that any gets: a logarithm of differences of sums holds no smaller.
_LEAST_LOG = -30.0


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
        far = np.arange(low - rows[-1], high - rows[0])
        by_distance = self.distance[_BUCKET[np.clip(far, -_EDGES[-1], _EDGES[-1]) + _EDGES[-1]]]
        scores = (self.queries[rows] @ self.keys[low:high].T / LINK_WIDTH**0.5).astype(np.float64)
        scores += sliding_window_view(by_distance, high - low)[rows[-1] - rows]
        top = np.maximum(scores.max(1), self.nowhere)
        sums = np.zeros((len(rows), high - low + 1))
        np.cumsum(np.exp(scores - top[:, None]), axis=1, out=sums[:, 1:])
        whole = np.log(sums[:, -1] + np.exp(self.nowhere - top))
        first = np.clip(np.array([target.first for target in targets], np.int64), low, high) - low
        last = np.clip(np.array([target.last for target in targets], np.int64), low, high) - low
        with np.errstate(divide="ignore"):
            logs = np.log(sums[:, last] - sums[:, first]) - whole[:, None]
        return np.maximum(logs, _LEAST_LOG).mean(0), float((self.nowhere - top - whole).mean())


# Below this a content that was not kept is not taken for a cue that has none (logarithm of link times probability).
_LEAST_FILL = -4.0
# A cue that was not kept is taken for a speaker without one from this probability on, where it points to that speaker
# with a half or more and stands this many words from it.
_LEAST_CUE = 0.15
_LEAST_POINT = float(np.log(0.5))
_BESIDE = 12
# How much a speaker's own probability weighs beside the pointer's.
_SPEAKER_WEIGHT = 0.1


def linked(
    words: Words,
    among: Sequence[WordSpan],
    keep: Sequence[WordSpan],
    to_cue: Pointer,
    to_speaker: Pointer,
) -> list[Linked]:
    """The cues of ``keep``, each with its content and its speaker, in reading order.

    A content goes to one cue, that which it points to and stands best to. A cue that has none gets the likeliest of
    ``among`` that is free, and its speaker too may be one that was not kept; a speaker to whom no cue of ``keep``
    points gets the likeliest that does.
    """
    cues = sorted([*(s for s in keep if s.role == "cue"), *_further_cues(among, keep, to_speaker)])
    keep = [*keep, *(cue for cue in cues if cue not in keep)]
    of: dict[WordSpan, list[tuple[WordSpan, float]]] = {cue: [] for cue in cues}
    contents = [s for s in keep if s.role == "content"] if cues else []
    scores, pointed = [], []
    places = [(cue.first, cue.last) for cue in cues]
    for said in contents:
        beside = nearness(words, (said.first, said.last), places)
        logs, _ = to_cue.to(_sample(said), [cues[k] for k in beside])
        pointed.append(dict(zip(beside, logs.tolist(), strict=True)))
        scores.append({k: max(pointed[-1][k], FLOOR) + near for k, near in beside.items()})
    for n, k in enumerate(assigned(scores, len(cues))):
        of[cues[k]].append((contents[n], float(np.exp(pointed[n][k]))))
    taken = _Taken(keep)
    free = [s for s in among if s.role == "content" and taken.free(s)]
    for cue in cues:
        if not of[cue]:
            near = [s for s in free if abs(s.first - cue.first) <= REACH and taken.free(s)]
            scored = [(float(to_cue.to(_sample(s), [cue])[0][0]), s) for s in near]
            link, content = max(scored, key=lambda x: x[0] + np.log(x[1].probability), default=(-30.0, cue))
            if link + np.log(content.probability) > _LEAST_FILL:
                of[cue].append((content, float(np.exp(link))))
                taken.add(content)
    speakers = [s for s in among if s.role == "speaker" and (s in taken.spans or taken.free(s))]
    chances = np.log([s.probability for s in speakers]) if speakers else np.zeros(0)
    out = []
    for cue in cues:
        speaker = None
        logs, nowhere = to_speaker.to(range(cue.first, cue.last), speakers)
        certain = nowhere
        if len(logs):
            best = int(np.argmax(logs + _SPEAKER_WEIGHT * chances))
            floor = 0.0 if speakers[best] in taken.spans else _SPEAKER_WEIGHT * float(chances[best])
            if logs[best] + floor > nowhere:
                speaker, certain = speakers[best], float(logs[best])
        own = sorted(of[cue])
        links = tuple(p for _, p in own)
        out.append(Linked(cue, speaker, tuple(c for c, _ in own), float(np.exp(certain)), links))
    return out


def _further_cues(among: Sequence[WordSpan], keep: Sequence[WordSpan], to_speaker: Pointer) -> list[WordSpan]:
    """For each speaker to whom no kept cue points the likeliest free cue that does: the ends of such a cue are mostly
    all that was open."""
    taken = _Taken(keep)
    speakers = [s for s in keep if s.role == "speaker"]
    claimed: set[WordSpan] = set()
    for cue in keep:
        if cue.role == "cue" and speakers:
            logs, nowhere = to_speaker.to(range(cue.first, cue.last), speakers)
            if logs.max() > nowhere:
                claimed.add(speakers[int(np.argmax(logs))])
    out = []
    free = [s for s in among if s.role == "cue" and s.probability > _LEAST_CUE and taken.free(s)]
    for speaker in speakers:
        if speaker in claimed:
            continue
        near = [c for c in free if c.first - speaker.last <= _BESIDE and speaker.first - c.last <= _BESIDE]
        for cue in sorted(near, key=lambda c: -c.probability):
            logs, _ = to_speaker.to(range(cue.first, cue.last), [speaker])
            if taken.free(cue) and logs[0] > _LEAST_POINT:
                taken.add(cue)
                out.append(cue)
                break
    return out


class _Taken:
    """Spans without overlap, and what stands free of them."""

    def __init__(self, spans: Iterable[WordSpan]) -> None:
        self.spans = set(spans)
        self._words = {word for s in self.spans for word in range(s.first, s.last)}

    def add(self, span: WordSpan) -> None:
        self.spans.add(span)
        self._words.update(range(span.first, span.last))

    def free(self, span: WordSpan) -> bool:
        return self._words.isdisjoint(range(span.first, span.last))


def _sample(span: WordSpan, most: int = 24) -> list[int]:
    """Some of a span's words, its ends among them."""
    if span.last - span.first <= most:
        return list(range(span.first, span.last))
    return sorted({int(k) for k in np.linspace(span.first, span.last - 1, most)})


def evidence(found: Linked) -> list[float]:
    """What speaks for an attribution as a whole, from which its confidence is counted: log-odds and logarithms."""
    who = found.speaker
    return [
        _log_odds(found.cue.overlap),
        _log_odds(max(s.overlap for s in found.content)),
        _log_odds(min(s.overlap for s in found.content)),
        float(np.log(max(found.content_links))),
        float(np.log(min(found.content_links))),
        float(np.log(found.speaker_link)),
        _log_odds(who.overlap) if who else 0.0,
        float(who is None),
    ]


def _log_odds(p: float) -> float:
    p = min(max(p, 0.01), 0.99)
    return float(np.log(p / (1 - p)))


Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An attribution by offsets into its text. ``content`` is in reading order; ``confidence`` is calibrated."""

    cue: Offsets
    speaker: Offsets | None
    content: tuple[Offsets, ...]
    confidence: float


SETTINGS = {"transitions", "distance", "nowhere", "mix", "thresholds", "confidence"}


class AttributionModel:
    """The trained reader of one file. Raises what ONNX Runtime raises where the file is no graph, KeyError or
    ValueError where the graph is another."""

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        self.encoder = Encoder(path, threads=threads)
        self.settings = self.encoder.settings
        if missing := sorted(SETTINGS - self.settings.keys()):
            raise ValueError(f"its settings lack {', '.join(missing)}")
        self._transitions = np.array(self.settings["transitions"])
        self._distance = np.array(self.settings["distance"])

    def read(self, docs: Iterable[Doc]) -> list[list[Found]]:
        """The attributions of each document, in reading order of their cues."""
        with one_thread():
            return [self.offsets(encoded) for encoded in self.encode(docs)]

    def encode(self, docs: Iterable[Doc]) -> list[Encoded]:
        """The words of each document with what the graph says of them; datelines and by-lines are left out."""
        return self.encoder.encode([without(words_of(doc.text, doc.tokens), Datelines(doc.text).spans) for doc in docs])

    def linked(self, encoded: Encoded) -> list[Linked]:
        """The attributions of one text by its words, those without content left out."""
        among = candidates(encoded.vectors["tags"], self._transitions)
        keep = kept(among, self.settings["mix"], self.settings["thresholds"])
        if not keep:
            return []
        queries_0, keys_0, queries_1, keys_1 = np.split(encoded.vectors["links"], 4, axis=1)
        nowhere = self.settings["nowhere"]
        to_cue = Pointer(queries_0, keys_0, self._distance[0], nowhere[0])
        to_speaker = Pointer(queries_1, keys_1, self._distance[1], nowhere[1])
        links = linked(encoded.words, among, keep, to_cue, to_speaker)
        return [found for found in links if found.content]

    def offsets(self, encoded: Encoded) -> list[Found]:
        """The attributions of one text by their offsets."""

        def at(span: WordSpan) -> Offsets:
            return int(encoded.words.starts[span.first]), int(encoded.words.ends[span.last - 1])

        return [
            Found(
                cue=at(found.cue),
                speaker=at(found.speaker) if found.speaker else None,
                content=tuple(at(span) for span in found.content),
                confidence=self._confidence(found),
            )
            for found in self.linked(encoded)
        ]

    def _confidence(self, found: Linked) -> float:
        weights = self.settings["confidence"]
        return float(1 / (1 + np.exp(-(np.dot(weights[1:], evidence(found)) + weights[0]))))


FILE = Path(__file__).parents[1] / "models" / "attributions.onnx"


def attribution_model(path: Path = FILE) -> AttributionModel:
    """The model of a file, loaded once: by default the one that comes with the package.

    Raises BadModel where the file is none.
    """
    return _loaded(path, fingerprint(path))


def fingerprint(path: Path = FILE) -> str:
    """The SHA-256 of a model's file. Raises BadModel where there is no such file."""
    try:
        state = path.stat()
        return _digest(path, state.st_size, state.st_mtime_ns)
    except OSError as error:
        raise BadModel(
            f"cannot be read: {(error.strerror or str(error)).lower()}. {_WAY_OUT}", where=str(path)
        ) from None


_WAY_OUT = "Name a file that `purport train` wrote, or none, for the model that comes with purport."


@cache
def _digest(path: Path, size: int, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def _loaded(path: Path, digest: str) -> AttributionModel:
    try:
        return AttributionModel(path)
    except Exception as error:  # ONNX Runtime has a class of its own for each way in which a file is no graph
        what = f"no {error}" if isinstance(error, KeyError) else str(error).strip().rpartition(":")[2].strip(" .")
        raise BadModel(f"holds no model of attributions ({what}). {_WAY_OUT}", where=str(path)) from None
