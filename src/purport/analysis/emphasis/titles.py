"""The themes of headlines that only the sources tell, so that no reading of the text has them."""

from collections.abc import Iterable

from purport.language import parse_all
from purport.reading.finder import Findings
from purport.reading.themes import ThemeFinder
from purport.types import Document, Source


def themes_of_titles(titles: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each title the codes of the themes of our codebook that its words stand for."""
    every = list(dict.fromkeys(titles))
    if not every:
        return {}
    finder = ThemeFinder()
    source = Source(id="title", sha256="")
    docs = parse_all(Document(text=title, source=source) for title in every)
    found = (dict.fromkeys(theme.code for theme in finder.find(doc, Findings())) for doc in docs)
    return {title: tuple(codes) for title, codes in zip(every, found, strict=True)}
