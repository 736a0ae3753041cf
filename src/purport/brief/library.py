"""The readings a brief is made of: what they are called, how names are written in them, where sentences end in them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from purport.brief.dates import worded
from purport.brief.records import BriefSource, Citation
from purport.brief.reviews import Reviews
from purport.brief.words import capitalised, first_word, squeezed, word_list
from purport.types import Reading

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)\]]*\s+(?=[\"“‘„«(\[]?[A-ZÀ-ÖØ-Þ0-9])|\n+")
_BEGINS = re.compile(r"(?:\A|[.!?…:][\"”’»)\]]*\s+|\s[-–—]+\s|\n\s*)[\"“‘„«(\[]*\Z")
# Full stops that end no sentence.
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Sgt|Capt|Sen|Rep|Gov|St|Sept|Oct|Nov|Dec|Jan|Feb|No|[ap]\.m|e\.g|i\.e)\.\s*\Z"
)
LONGEST_LABEL = 48


class Library:
    """Readings by the SHA-256 of their documents, in the order given; of a document given twice the later reading.

    It hands out citations, numbered in the order in which they are first asked for.
    """

    def __init__(self, readings: Iterable[Reading], reviews: Reviews | None = None) -> None:
        # The readings come first: what was made of them is gathered as they pass.
        self.readings = {reading.source.sha256: reading for reading in readings}
        self.reviews = reviews or Reviews()
        self.labels = _labels(list(self.readings.values()))
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._all = "\n".join(reading.text for reading in self.readings.values())
        self._articles: dict[str, bool] = {}

    def label(self, reading: Reading) -> str:
        """What the brief calls a source."""
        return self.labels[reading.source.sha256]

    def short(self, reading: Reading) -> str:
        """The same without the year where all sources are of one year: how it stands behind a sentence."""
        label, published = self.label(reading), reading.source.published or ""
        years = {(each.source.published or "")[:4] for each in self.readings.values()}
        return label.replace(f" {published[:4]}", "") if len(years) == 1 and len(published) == 10 else label

    def outlet(self, reading: Reading) -> str:
        """Who publishes it, to stand in a sentence: its publisher or author, else its title."""
        source = reading.source
        name = source.publisher or source.author
        if name:
            return self.named(squeezed(name))
        return f"“{squeezed(source.title)}”" if source.title else "the report"

    def cite(self, reading: Reading, start: int, end: int) -> Citation:
        """The citation of words of a reading."""
        key = (reading.source.sha256, start, end)
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        return Citation(number=number, document=key[0], start=start, end=end, quote=reading.text[start:end])

    def cite_all(self, reading: Reading, spans: Iterable[tuple[int, int]]) -> tuple[Citation, ...]:
        """The citations of several, in reading order, without those that lie within another."""
        kept: list[tuple[int, int]] = []
        for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
            if start < end and not any(s <= start and end <= e for s, e in kept):
                kept.append((start, end))
        return tuple(self.cite(reading, start, end) for start, end in kept)

    def named(self, name: str) -> str:
        """A name as it stands within a sentence: with "the" where the texts mostly say so."""
        name = re.sub(r"\s*\([^)]*\)$", "", name).strip() or name
        if re.match(r"(?i)the ", name):
            # A newspaper keeps its capital: "The Beacon" is met within sentences too.
            within = re.search(rf"[a-z,] The {re.escape(name[4:])}\b", self._all)
            return name if within else f"the {name[4:]}"
        if name not in self._articles:
            uses = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", self._all))
            bare = rf"\b[Tt]he {re.escape(name)}(?!\w)"
            self._articles[name] = uses > 0 and len(re.findall(bare, self._all)) * 2 >= uses
        return f"the {name}" if self._articles[name] else name

    def lowered(self, reading: Reading, start: int, words: str) -> str:
        """Words of a text, which begin at ``start``, as they stand within a sentence: a capital that is only there
        because a sentence began is made small."""
        first = re.match(r"[^\W\d_]+", words)
        if first is None or not words[0].isupper() or words[:2].isupper() or first.group() == "I":
            return words
        if not _BEGINS.search(reading.text[max(0, start - 8) : start]):
            return words
        named = any(p.start == start for p in reading.places) or any(
            m.start <= start < m.end and " " in actor.name for actor in reading.actors for m in actor.mentions
        )
        met = re.search(rf"[\w,;] {re.escape(first.group())}\b", reading.text)
        if first_word(words) != "the" and (named or met):
            return words
        return words[0].lower() + words[1:]

    def sentence(self, reading: Reading, start: int, end: int) -> tuple[int, int]:
        """The bounds of the sentence around words, or of the sentences where they run across several."""
        text = reading.text
        floor, ceiling = max(0, start - 1500), min(len(text), end + 1500)
        first = floor if floor == 0 else start
        for match in _SENTENCE_END.finditer(text, floor, start + 1):
            if match.end() <= start and not _abbreviated(text, match.start(), match.group()):
                first = match.end()
        last = ceiling if ceiling == len(text) else end
        for match in _SENTENCE_END.finditer(text, max(start, end - 2), ceiling):
            if match.end() > end - 1 and not _abbreviated(text, match.start(), match.group()):
                last = max(end, match.start() + len(match.group().rstrip()))
                break
        while first < start and text[first].isspace():
            first += 1
        while last > end and text[last - 1].isspace():
            last -= 1
        return first, last

    def sources(self) -> tuple[BriefSource, ...]:
        """The sources as the brief lists them."""
        return tuple(
            BriefSource(
                document=key,
                label=self.labels[key],
                id=reading.source.id,
                title=reading.source.title,
                publisher=reading.source.publisher,
                author=reading.source.author,
                published=reading.source.published,
                url=reading.source.url,
                text=reading.text,
                note=None if reading.statements or reading.incidents else "nothing was found in it",
            )
            for key, reading in self.readings.items()
        )


def nameless(name: str | None) -> bool:
    """Whether a name is none: missing, a pronoun, or words that begin with one ("its spokesman")."""
    return not name or name.lower() == "unspecified" or first_word(name) in word_list("words", "pronouns")


def _abbreviated(text: str, start: int, end: str) -> bool:
    return end.startswith(".") and bool(_ABBREVIATED.search(text[max(0, start - 6) : start + 1]))


def _labels(readings: Sequence[Reading]) -> dict[str, str]:
    """Short, and no two alike: "Nordic Wire, 12 September 2024", with a letter where they would be."""
    plain = {reading.source.sha256: _label(reading) for reading in readings}
    counts = Counter(plain.values())
    used: Counter[str] = Counter()
    labels = {}
    for key, label in plain.items():
        used[label] += 1
        labels[key] = label if counts[label] == 1 else f"{label} ({_letter(used[label])})"
    return labels


def _label(reading: Reading) -> str:
    source = reading.source
    name = squeezed(source.publisher or source.author or source.title or source.id)
    if len(name) > LONGEST_LABEL:
        name = name[: LONGEST_LABEL - 1].rstrip() + "…"
    return ", ".join(part for part in (capitalised(name), source.published and worded(source.published)) if part)


def _letter(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
