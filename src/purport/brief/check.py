"""The proof of a brief: no sentence without citation, no citation whose words are not at their place, no quotation
that the cited words do not hold."""

import re
from collections.abc import Mapping

from purport.brief.records import Brief, Citation, Sentence
from purport.errors import Unsupported

_QUOTED = re.compile("“([^“”]*)”")
_OURS = re.compile(r"\[[^\]]*\]|…")
_MARKS = re.compile("[\"'“”‘’„«»`]")


def check(brief: Brief, texts: Mapping[str, str]) -> None:
    """Prove every sentence of a brief against the texts, by the SHA-256 of their documents.

    Raises Unsupported at the first that has no citation, cites words that are not at their place, or puts words in
    quotation marks that none of its citations holds (an ellipsis and what stands in brackets are the brief's own).
    """
    for sentence in brief.sentences():
        if not sentence.citations:
            raise Unsupported(f"{sentence.text!r} has no citation; a brief says nothing without one")
        for citation in sentence.citations:
            _check_citation(citation, texts, sentence)
        held = _plain(" … ".join(citation.quote for citation in sentence.citations))
        for quoted in _QUOTED.findall(sentence.text):
            for piece in _OURS.split(quoted):
                if _plain(piece) not in held:
                    raise Unsupported(
                        f"{sentence.text!r} quotes {piece.strip()!r}, which the words it cites do not hold; "
                        "cite those words too"
                    )


def _check_citation(citation: Citation, texts: Mapping[str, str], sentence: Sentence) -> None:
    text = texts.get(citation.document)
    if text is None:
        raise Unsupported(f"{sentence.text!r} cites document {citation.document[:12]}…, which is not among the texts")
    found = text[citation.start : citation.end] if 0 <= citation.start < citation.end <= len(text) else ""
    if not found or found != citation.quote:
        raise Unsupported(
            f"{sentence.text!r} cites {citation.quote!r}, but [{citation.start}, {citation.end}) reads {found!r}; "
            "compose the brief again from readings of these texts"
        )


def _plain(words: str) -> str:
    return " ".join(_MARKS.sub("", words).split()).strip(" .,;:")
