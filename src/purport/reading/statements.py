"""The statements of a text: who says what, in which words, and how it is put."""

import hashlib
from collections.abc import Callable, Iterable, Sequence

from purport.codebooks.actors import ActorCodebook
from purport.language import Doc
from purport.reading.addressees import addressees
from purport.reading.attribution_reader import read_attributions
from purport.reading.attributions import Attribution
from purport.reading.finder import Findings
from purport.reading.quotations import Quotations
from purport.reading.speakers import resolved
from purport.reading.spoken import spoken
from purport.reading.stance import parties, stance
from purport.types import Statement


class StatementFinder:
    """Finds statements from attributions: by default those of the trained model and of syntax together.

    ``read`` gives the attributions of a document in reading order; another reader of them may stand in its place
    (``purport.reading.attributions.attributions``, say, which goes by syntax, quotation marks and the cue lexicon
    alone). ``codebook`` tells of the actors what speakers are resolved by; by default ours.
    """

    assigns = "statements"
    requires: tuple[str, ...] = ("actors",)

    def __init__(
        self, read: Callable[[Doc], Sequence[Attribution]] = read_attributions, codebook: ActorCodebook | None = None
    ) -> None:
        self._read = read
        self._codebook = codebook

    def find(self, doc: Doc, found: Findings) -> Iterable[Statement]:
        """The statements, in reading order of their cues."""
        made = self._read(doc)
        quotes = Quotations(doc.text, spoken(doc))
        spoken_by = resolved(doc, made, found.actors, self._codebook)
        sides = parties([speaker for speaker, _ in spoken_by], found.actors)
        heard_by = addressees(doc, made, [speaker for speaker, _ in spoken_by], found.actors)
        for attribution, (speaker, via), addressee in zip(made, spoken_by, heard_by, strict=True):
            party = speaker is not None and speaker.name in sides
            put = stance(doc, attribution, quotes, party=party)
            yield Statement(
                id=statement_id(doc.text, attribution),
                speaker=speaker,
                cue=attribution.cue,
                content=attribution.content,
                quote=put.quote,
                kind=put.kind,
                certainty=put.certainty,
                polarity=put.polarity,
                time=put.time,
                hedges=put.hedges,
                distanced=put.distanced,
                via=via,
                addressee=addressee,
                confidence=round(attribution.confidence, 3),
            )


def statement_id(text: str, attribution: Attribution) -> str:
    """Twelve hexadecimal digits of the SHA-256 over the text and the offsets of cue, speaker and content: the same
    text gives the same statement the same id, another text another."""
    parts = [attribution.cue, attribution.speaker, *attribution.content]
    places = ";".join("-" if part is None else f"{part.start}:{part.end}" for part in parts)
    return hashlib.sha256(f"{places}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
