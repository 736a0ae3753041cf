"""Texts marked by hand: spans are found by their words."""

import pytest

from purport.learning import Marked, MarkedText

NO_WORDS = ()


def spans(text, *words):
    """Where words stand, each at its first place."""
    return tuple((text.index(one), text.index(one) + len(one)) for one in words)


@pytest.fixture
def mark():
    """Marks a text: each attribution is (speaker or None, cue or None, contents)."""

    def made(text, *attributions, id="report"):
        return MarkedText(
            id=id,
            text=text,
            attributions=tuple(
                Marked(
                    speaker=spans(text, speaker) if speaker else NO_WORDS,
                    cue=spans(text, cue) if cue else NO_WORDS,
                    content=spans(text, *content),
                )
                for speaker, cue, *content in attributions
            ),
        )

    return made
