"""The themes of a text: which passages are about what a codebook lists."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from purport.codebooks.themes import ThemeCodebook, theme_codebook
from purport.language import Doc
from purport.reading.finder import Findings
from purport.reading.theme_index import ThemeIndex, Words
from purport.reading.theme_words import ThemeWords, theme_words
from purport.types import Reading, Span, Statement, Theme

INSTITUTION = "/"


class ThemeFinder:
    """Finds the passages of each theme: of a sentence one passage a theme, the words that stand for it.

    Where several do, those are taken that somebody is told to say, then the shortest. A passage of a theme is one of
    its parents too, where the sentence has none of their own. Raises ModelMissing where a theme asks for sentences
    like its examples and the model for it is not installed.
    """

    assigns = "themes"
    requires: tuple[str, ...] = ("actors", "statements", "incidents")

    def __init__(self, codebook: ThemeCodebook | None = None) -> None:
        self.codebook = codebook or theme_codebook()
        self._index = ThemeIndex(self.codebook)
        self._order = {code: number for number, code in enumerate(self.codebook.themes)}
        self._like = None
        if any(theme.similar is not None for theme in self.codebook.themes.values()):
            from purport.reading.theme_likeness import Likeness

            self._like = Likeness(self.codebook)

    def find(self, doc: Doc, found: Findings) -> Iterable[Theme]:
        """The passages, in reading order."""
        text = theme_words(doc)
        said = [part for statement in found.statements for part in statement.content]
        passages: dict[tuple[int, str], tuple[int, int]] = {}
        begins = [first for first, _ in text.sentences]
        speakers = [
            text.between(speaker.start, speaker.end)
            for speaker in (each.speaker for each in found.statements)
            if speaker is not None and speaker.start is not None and speaker.end is not None
        ]
        for code, places in self._index.find(text, self._marked(text, found), speakers):
            start, end = min(((text.starts[a], text.ends[b - 1]) for a, b in places), key=lambda at: _rank(at, said))
            passages[_sentence(begins, places[0]), code] = start, end
        if self._like is not None:
            for first, last in text.sentences:
                start, end = text.starts[first], text.ends[last - 1]
                for code in self._like.themes_of(doc.text[start:end]):
                    passages.setdefault((first, code), (start, end))
        for (sentence, code), place in tuple(passages.items()):
            for above in self.codebook.ancestors(code):
                passages.setdefault((sentence, above), place)
        for (_, code), (start, end) in sorted(passages.items(), key=lambda item: (item[1], self._order[item[0][1]])):
            yield Theme(code=code, text=doc.text[start:end], start=start, end=end)

    def _marked(self, text: ThemeWords, found: Findings) -> Mapping[int, list[Words]]:
        """Where the marks of patterns stand, by the number of the pattern set."""
        marked: dict[int, list[Words]] = defaultdict(list)
        if not self._index.marks:
            return marked
        stands: dict[tuple[str, str, str | None], list[Span]] = defaultdict(list)
        for what, value, mode, spans in _told(found):
            stands[what, value, mode] += spans
        for mark, numbers in self._index.marks.items():
            for span in stands.get((mark.what, mark.value, mark.mode), ()):
                first, last = text.between(span.start, span.end)
                if first < last:
                    for number in numbers:
                        marked[number].append((first, last))
        return marked


def themes_of(reading: Reading, statement: Statement) -> tuple[str, ...]:
    """The codes of the themes of a statement, each once in reading order: those with a passage that touches what is
    said or the words that attribute it."""
    return themes_touching(reading.themes, [*statement.content, *([statement.cue] if statement.cue else [])])


def themes_touching(themes: Iterable[Theme], parts: Sequence[Span]) -> tuple[str, ...]:
    """The codes of the themes with a passage that touches one of some spans, each once in their order."""
    return tuple(
        dict.fromkeys(
            theme.code for theme in themes if any(part.start < theme.end and theme.start < part.end for part in parts)
        )
    )


def _told(found: Findings) -> Iterator[tuple[str, str, str | None, tuple[Span, ...]]]:
    """What earlier finders found that a pattern may ask for: its sort, value and mode, and where it stands."""
    for incident in found.incidents:
        yield "type", incident.type, None, incident.mentions
        yield "type", incident.type, incident.mode, incident.mentions
    for actor in found.actors:
        for id_ in dict.fromkeys((actor.id, actor.id.partition(INSTITUTION)[0])):
            yield "actor", id_, None, actor.mentions
        yield "kind", actor.kind, None, actor.mentions
    for statement in found.statements:
        if statement.cue is not None:
            yield "cue", statement.kind, None, (statement.cue,)


def _rank(at: tuple[int, int], said: Iterable[Span]) -> tuple[bool, int, int]:
    """What is said comes first, then what is short, then what stands first."""
    start, end = at
    return not any(part.start <= start and end <= part.end for part in said), end - start, start


def _sentence(begins: list[int], place: Words) -> int:
    """The first word of the sentence in which a stretch of words stands."""
    return begins[bisect_right(begins, place[0]) - 1]
