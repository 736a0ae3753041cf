"""A text with its syntax: what every finder takes."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from purport.types import Document, Source, Span

# spaCy is imported at the first parse: a finder that needs no syntax does without it.
if TYPE_CHECKING:
    from spacy.tokens import Doc as Tokens

BLOCK_CHARACTERS = 8_000


@dataclass(frozen=True, eq=False)
class Doc:
    """A document under reading.

    ``text`` is the evidence: take every span from it, by offset. ``tokens`` is spaCy's parse, made at first need;
    its ``idx`` are offsets into ``text``, but where the text is in capitals throughout the tokens read a version
    with its case restored, so a token's own text is for deciding and never for quoting.
    """

    document: Document
    parser: "Callable[[str], Tokens]"

    @property
    def text(self) -> str:
        """The text that was read."""
        return self.document.text

    @property
    def source(self) -> Source:
        """Where it came from."""
        return self.document.source

    @cached_property
    def tokens(self) -> "Tokens":
        """Tokens, tags, lemmas, dependencies, entities and sentences (spaCy)."""
        return self.parser(self.text)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The sentences' offsets, outer blanks left out."""
        bounds = (self.trimmed(s.start_char, s.end_char) for s in self.tokens.sents)
        return tuple((start, end) for start, end in bounds if start < end)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds ``offset``: the last that begins at or before it, else 0."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def span(self, start: int, end: int) -> Span:
        """The words from ``start`` to ``end``."""
        return Span(text=self.text[start:end], start=start, end=end)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The same bounds without the blanks at either end."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end


def parse(document: Document) -> Doc:
    """The Doc of a document. Its syntax is made when a finder first asks for it."""
    return Doc(document, _parse_text)


def parse_all(documents: Iterable[Document]) -> Iterator[Doc]:
    """The Docs of many documents, in order, with their syntax made in batches; memory stays flat."""
    from purport.language.casing import restored
    from purport.language.pipeline import tokens_of

    waiting: list[tuple[Document, int]] = []

    def blocks_of() -> Iterator[str]:
        for document in documents:
            blocks = _blocks(restored(document.text))
            waiting.append((document, len(blocks)))
            yield from blocks

    parts: list[Tokens] = []
    for tokens in tokens_of(blocks_of()):
        parts.append(tokens)
        if len(parts) == waiting[0][1]:
            document, _ = waiting.pop(0)
            whole = _joined(parts)
            parts = []
            yield Doc(document, _given(whole))


def _parse_text(text: str) -> "Tokens":
    from purport.language.casing import restored
    from purport.language.pipeline import tokens_of

    return _joined(list(tokens_of(_blocks(restored(text)))))


def _given(tokens: "Tokens") -> "Callable[[str], Tokens]":
    return lambda _: tokens


def _joined(parts: "list[Tokens]") -> "Tokens":
    from spacy.tokens import Doc as Tokens

    if len(parts) == 1:
        return parts[0]
    whole = Tokens.from_docs(parts, ensure_whitespace=False)
    assert whole is not None
    return whole


def _blocks(text: str) -> list[str]:
    """The text cut into blocks of at most about BLOCK_CHARACTERS: between paragraphs, else at a sentence's end,
    else at a blank, else anywhere. Together they are the text."""
    blocks = []
    start = 0
    while len(text) - start > BLOCK_CHARACTERS:
        window = text[start : start + BLOCK_CHARACTERS]
        for pattern in (r"\n\s*\n", r"\n", r"[.!?][\"'”’)]*\s", r"\s"):
            ends = [m.end() for m in re.finditer(pattern, window)]
            if ends and ends[-1] > BLOCK_CHARACTERS // 4:
                start_next = start + ends[-1]
                break
        else:
            start_next = start + BLOCK_CHARACTERS
        blocks.append(text[start:start_next])
        start = start_next
    blocks.append(text[start:])
    return blocks
