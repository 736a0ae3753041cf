"""What the sources leave unsettled: where they differ, who speaks, when it was."""

from purport.brief import claims, conflicts, dates, incidents, statements
from purport.brief.library import Library
from purport.brief.records import Block, Citation, Sentence, once
from purport.brief.same import Account
from purport.brief.words import capitalised, quoted, squeezed
from purport.case.corrections import BASIS
from purport.types import Reading, Statement


def conflicting(library: Library, groups: list[tuple[Account, ...]]) -> tuple[Block, ...]:
    """Where the sources differ, an incident after the other."""
    sentences = []
    for group in groups:
        for rivals, compatible in conflicts.differing(group):
            sentences.append(_rivals(library, group, rivals, compatible))
    figures = tuple(dict.fromkeys(sentences))
    blocks = [Block(heading="Figures that differ", sentences=figures, listed=True)] if figures else []
    denied = []
    for reading, denial, against in conflicts.denials(list(library.readings.values())):
        if claims.empty(denial):
            continue
        one = statements.sentence(library, reading, denial)
        others = [statements.sentence(library, r, s) for r, s in against[:2]]
        words = " ".join([one.text, *(f"Against it: {other.text}" for other in others)])
        denied.append(Sentence(text=words, citations=once(c for s in (one, *others) for c in s.citations)))
    if denied:
        blocks.append(Block(heading="Denials", sentences=tuple(dict.fromkeys(denied)), listed=True))
    return tuple(blocks)


def _rivals(
    library: Library, group: tuple[Account, ...], rivals: tuple[conflicts.Counted, ...], compatible: bool
) -> Sentence:
    clauses: dict[str, list[Citation]] = {}
    for each in rivals:
        account = each.account
        clauses_of = incidents.figure_clauses(library, account.reading, account.incident)
        text, citation = clauses_of[account.incident.figures.index(each.figure)]
        clauses.setdefault(text, []).append(citation)
    first = group[0]
    about = incidents.dated(library, first.incident)
    both = " These figures differ, but do not exclude each other." if compatible else " They cannot all be right."
    cited = [
        *incidents.citations(library, first.reading, first.incident)[:1],
        *(c for cs in clauses.values() for c in cs),
    ]
    return Sentence(text=f"{capitalised(about)}: {'; '.join(clauses)}.{both}", citations=once(cited))


def unknown(library: Library, groups: list[tuple[Account, ...]], told: list[claims.Told]) -> tuple[Block, ...]:
    """Who may have spoken, where several fit, and dates that were inferred."""
    speakers = [_open_speaker(library, r, s) for r, s in told if s.speaker is not None and s.speaker.candidates]
    inferred = [
        sentence for group in groups for account in group if (sentence := _inferred(library, account)) is not None
    ]
    blocks = []
    if speakers:
        blocks.append(Block(heading="Who speaks", sentences=tuple(dict.fromkeys(speakers)), listed=True))
    if inferred:
        blocks.append(Block(heading="Dates inferred", sentences=tuple(dict.fromkeys(inferred)), listed=True))
    return tuple(blocks)


def _open_speaker(library: Library, reading: Reading, statement: Statement) -> Sentence:
    speaker = statement.speaker
    assert speaker is not None
    names = " or ".join(library.named(name) for name in speaker.candidates)
    words = statements.evidence(statement)
    start, end = min(s for s, _ in words), max(e for _, e in words)
    around = library.sentence(reading, start, end)
    called = f"“{squeezed(speaker.text)}”" if speaker.text else "the speaker"
    return Sentence(
        text=f"The text leaves open whether {called} is {names}: {quoted(reading.text[start:end])}.",
        citations=(library.cite(reading, *around),),
    )


def _inferred(library: Library, account: Account) -> Sentence | None:
    """A date that was inferred from words outside the sentence in which the incident is told."""
    incident, reading = account.incident, account.reading
    if incident.date is None or incident.date.basis in ("stated", BASIS) or not incident.mentions:
        return None
    spans = incidents.date_spans(reading, incident)
    told = library.sentence(reading, incident.mentions[0].start, incident.mentions[0].end)
    if spans and told[0] <= spans[0][0] and spans[0][1] <= told[1]:
        return None
    what = f"{incidents.named(library, incident)}, {dates.incident_date(incident.date)}"
    cited = [library.cite(reading, *told)]
    if not spans:
        return Sentence(text=f"The date is inferred: {what}.", citations=tuple(cited))
    start, end = spans[0]
    cited.append(library.cite(reading, *library.sentence(reading, start, end)))
    text = f"The date is inferred from {quoted(reading.text[start:end])}: {what}."
    return Sentence(text=text, citations=once(cited))
