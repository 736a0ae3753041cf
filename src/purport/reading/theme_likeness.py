"""Themes by how like a sentence is to the examples of a theme, by the sentence model of the extra ``similar``."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from purport.codebooks.themes import ThemeCodebook
from purport.errors import ModelMissing
from purport.language.sentences import WIDTH, SentenceModel, sentence_model, vocabulary_of
from purport.reading.attribution_model import FILE

SHORTEST = 12
"""Shorter sentences, in characters, are like anything."""


class Likeness:
    """Tells which themes a sentence is like: the nearest example for is near enough, and no example against is nearer.

    Only themes with ``similar`` are looked at. Raises ModelMissing where the model is not installed.
    """

    def __init__(self, codebook: ThemeCodebook) -> None:
        asked = [theme for theme in codebook.themes.values() if theme.similar is not None]
        try:
            self._model: SentenceModel = sentence_model(vocabulary_of(FILE))
        except ModelMissing as error:
            codes = ", ".join(repr(theme.code) for theme in asked)
            raise ModelMissing(
                f"the theme {codes} asks for sentences like its examples, by a sentence model that is not installed; "
                "install it with `pip install 'purport[similar]'`, or take `similar` from the theme"
            ) from error
        self._themes = [
            (
                theme.code,
                float(theme.similar or 0),
                self._vectors(theme.examples_for),
                self._vectors(theme.examples_against),
            )
            for theme in asked
        ]

    def themes_of(self, sentence: str) -> Iterator[str]:
        """The codes of the themes that a sentence is like."""
        if len(sentence.strip()) < SHORTEST:
            return
        vectors = self._model.passages(sentence).vectors
        if not len(vectors):
            return
        for code, least, wanted, unwanted in self._themes:
            nearest = float((wanted @ vectors[0]).max())
            if nearest >= least and (not len(unwanted) or nearest > float((unwanted @ vectors[0]).max())):
                yield code

    def _vectors(self, sentences: tuple[str, ...]) -> NDArray[np.float32]:
        rows = [self._model.passages(sentence).vectors[0] for sentence in sentences]
        return np.array(rows, np.float32).reshape(len(rows), WIDTH)
