"""The speakers of a document's attributions, each as one of those the text speaks of, and the hands between."""

from collections.abc import Sequence

from purport.codebooks.actors import ActorCodebook, actor_codebook
from purport.language import Doc
from purport.reading import newcomers, publications
from purport.reading.attributions import Attribution
from purport.reading.cast import Cast
from purport.reading.coreference import Meant
from purport.reading.hands import Hands
from purport.reading.identities import Identities
from purport.reading.relays import containers
from purport.types import Actor, Span, Speaker, Via


def resolved(
    doc: Doc, attributions: Sequence[Attribution], actors: Sequence[Actor], codebook: ActorCodebook | None = None
) -> list[tuple[Speaker | None, tuple[Via, ...]]]:
    """For each attribution its speaker, resolved as far as the text allows, and the hands it passed through.

    A speaker whom the text leaves open has no name, and the names that fit as ``candidates``.
    """
    cast = Cast(doc, actors, codebook or actor_codebook(), [(s.start, s.end) for a in attributions for s in a.content])
    cast.organs = publications.organs(cast)
    around = containers(attributions)
    identities = Identities(cast, attributions, around)
    # In the order in which the speakers stand: each is sought among those the text has spoken of so far.
    order = sorted(range(len(attributions)), key=lambda i: (_place(attributions[i]), i))
    others = newcomers.subjects(cast, [(a.speaker.start, a.speaker.end) for a in attributions if a.speaker])
    for i in order:
        while others and others[0].idx < _place(attributions[i]):
            newcomers.remember(cast, others.pop(0), lambda bounds: identities.own_words(*bounds, []))
        identities.of(i)
    identities.named_later()
    hands = Hands(cast, attributions, around, identities.who)
    chains = {i: hands.of(i) for i in order}
    return [(_speaker(a.speaker, identities.who[i]), chains[i]) for i, a in enumerate(attributions)]


def _speaker(span: Span | None, who: Meant) -> Speaker | None:
    if span is None:
        return None
    return Speaker(
        text=span.text,
        start=span.start,
        end=span.end,
        name=who.called,
        actor=who.referent.actor if who.referent else None,
        candidates=tuple(r.name for r in who.candidates),
    )


def _place(attribution: Attribution) -> int:
    span = attribution.speaker or attribution.cue or (attribution.content[0] if attribution.content else None)
    return span.start if span else 0
