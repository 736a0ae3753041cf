"""Adapting: a model that goes on learning from the annotated texts of a beat."""

import hashlib
import json
import os
import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

from purport.errors import OptionError, PurportError
from purport.language import parse_all
from purport.language.encoder import Pieces
from purport.language.words import Words, words_of
from purport.learning.confidence import fitted, judged
from purport.learning.examples import text_of
from purport.learning.marks import MarkedText
from purport.learning.scoring import Scores, scores
from purport.reading.attribution_model import FILE, AttributionModel, attribution_model, fingerprint
from purport.types import Document, Source

BATCH = 4
# How the rates of what stands upon the encoder, and of transitions and distances, are to the encoder's own.
UPPER, FIELD = 2.0, 10.0
_RUN = "run.json"

Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a model is adapted. ``rate`` is the encoder's learning rate, ``hold_out`` the share of the documents that
    is not learnt but judged by."""

    epochs: int = 5
    rate: float = 2e-4
    seed: int = 1
    hold_out: float = 0.2

    def __post_init__(self) -> None:
        if self.epochs < 1:
            raise OptionError(f"{self.epochs} epochs are none; train for one or more")
        if not 0 < self.rate <= 0.01:
            raise OptionError(f"a rate of {self.rate:g} is out of bounds; it is above 0 and at most 0.01")
        if not 0 <= self.hold_out < 1:
            raise OptionError(f"{self.hold_out:g} of the documents cannot be held out; give 0 or a share below 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What came of a training: the file and its SHA-256, that of the model it began with, the ids of the documents
    that were learnt and of those held out, how many attributions were learnt and how many left out, the scores on
    what was held out before and after, and whether the confidence was fitted to it."""

    path: Path
    sha256: str
    start: str
    plan: Plan
    learnt: tuple[str, ...]
    held_out: tuple[str, ...]
    attributions: int
    left_out: int
    before: Scores | None
    after: Scores | None
    fitted: bool


def train(
    texts: Sequence[MarkedText],
    out: Path,
    *,
    start: Path = FILE,
    plan: Plan | None = None,
    work: Path | None = None,
    told: Told | None = None,
) -> Trained:
    """Train the model of ``start`` further on ``texts`` and write it to ``out``, a file of the same form.

    Checkpoints are kept in ``work`` (``out`` with ``.work`` behind it) until it is done; the same call goes on from
    them where it was cut off. ``told`` hears what is being done, how much of it and of how much.

    Raises OptionError where PyTorch or ONNX is missing, BadModel where ``start`` is no model that can be trained,
    PurportError where there is too little to learn from, ``work`` holds another training, or a file cannot be written.
    """
    plan, told = plan or Plan(), told or _silent
    check_installed()
    from purport.learning.loop import Recipe, fit
    from purport.learning.transfer import learner_of, write
    from purport.learning.weights import opened

    learnt, held_out = split(texts, plan)
    graph = opened(start)
    begun_with = fingerprint(start)  # before ``out``, which may be the same file, is written
    settings = graph.settings()
    work = work or out.with_name(f"{out.name}.work")
    _begin(work, out, _fingerprint(texts, start, plan))
    words = _words(texts, told)
    pieces = Pieces(graph.metadata["vocabulary"].split("\n"))
    lessons = [text_of(text, words[text.id], pieces) for text in learnt]
    before = _scores(attribution_model(start), held_out, words)
    learner = learner_of(graph)
    recipe = Recipe(
        epochs=plan.epochs,
        seed=plan.seed,
        rate=plan.rate,
        new_rate=UPPER * plan.rate,
        field_rate=FIELD * plan.rate,
        batch=BATCH,
        window=settings["window"],
        decay=0.0,
    )
    fit(
        learner,
        lessons,
        pieces,
        recipe,
        work,
        lambda step: told(
            f"epoch {step.epoch} of {plan.epochs}, loss {step.tagging + recipe.links * step.pointing:.3f}",
            step.step,
            step.steps,
        ),
    )
    write(graph, learner, out)
    model = AttributionModel(out)
    found = judged(model, held_out, model.encoder.encode([words[text.id] for text in held_out]))
    if found.enough:
        graph.metadata["settings"] = json.dumps(graph.settings() | {"confidence": fitted(found)}, sort_keys=True)
        graph.save(out)
    after = _scores(model, held_out, words)
    shutil.rmtree(work)
    return Trained(
        path=out,
        sha256=fingerprint(out),
        start=begun_with,
        plan=plan,
        learnt=tuple(text.id for text in learnt),
        held_out=tuple(text.id for text in held_out),
        attributions=sum(len(lesson.attributions) for lesson in lessons),
        left_out=sum(lesson.left_out for lesson in lessons),
        before=before,
        after=after,
        fitted=found.enough,
    )


def check_installed() -> None:
    """Raise OptionError where what training needs is not installed."""
    if missing := [name for name in ("torch", "onnx") if find_spec(name) is None]:
        raise OptionError(
            f"training needs {' and '.join(missing)}, not installed here; `pip install 'purport[training]'` adds it"
        )


def split(texts: Sequence[MarkedText], plan: Plan) -> tuple[list[MarkedText], list[MarkedText]]:
    """What is learnt and what is held out: the same documents for the same ids, seed and share, in their order.

    Raises PurportError where too little is left to learn from.
    """
    ids = sorted(text.id for text in texts)
    random.Random(plan.seed).shuffle(ids)
    held_out = set(ids[: max(1, round(plan.hold_out * len(ids))) if plan.hold_out else 0])
    learnt = [text for text in texts if text.id not in held_out]
    if not any(text.attributions for text in learnt):
        kept = f", {len(held_out)} held out" if held_out else ""
        raise PurportError(
            f"no statement is left to learn from: {len(texts)} documents{kept}; annotate more, or hold out none"
        )
    return learnt, [text for text in texts if text.id in held_out]


def _silent(what: str, done: int, of: int) -> None:
    pass


def _words(texts: Sequence[MarkedText], told: Told) -> dict[str, Words]:
    documents = (Document(source=Source(id=text.id, sha256=""), text=text.text) for text in texts)
    words = {}
    for number, doc in enumerate(parse_all(documents)):
        told("parsing the texts", number, len(texts))
        words[doc.source.id] = words_of(doc.text, doc.tokens)
    return words


def _scores(model: AttributionModel, texts: Sequence[MarkedText], words: Mapping[str, Words]) -> Scores | None:
    """How much of what is marked in the texts the model finds; None where there are no texts."""
    encoded = model.encoder.encode([words[text.id] for text in texts])
    pairs = [(text, model.offsets(one)) for text, one in zip(texts, encoded, strict=True)]
    return scores(pairs) if pairs else None


def _fingerprint(texts: Sequence[MarkedText], start: Path, plan: Plan) -> str:
    """What a training is made of: another gives another."""
    parts = json.dumps([asdict(plan), fingerprint(start), [asdict(text) for text in texts]], sort_keys=True)
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


def _begin(work: Path, out: Path, fingerprint: str) -> None:
    """Make the folder for checkpoints, or prove that those in it are of the same training."""
    run = work / _RUN
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        if work.exists() and any(work.iterdir()):
            begun = json.loads(run.read_text())["training"] if run.exists() else None
            if begun != fingerprint:
                raise PurportError(
                    "holds something else than this training begun: other texts, options or another model. Remove it, "
                    "or name another folder with --work.",
                    where=str(work),
                )
            return
        work.mkdir(parents=True, exist_ok=True)
        run.write_text(json.dumps({"training": fingerprint}))
        if not os.access(out.parent, os.W_OK) or out.is_dir():
            raise PermissionError(None, "permission denied or a folder", str(out))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PurportError(f"cannot be written: {reason}. Name another place.", where=str(error.filename)) from None
