"""One incident out of several by which one account tells it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from purport.types import Incident


def fused(incidents: Sequence[Incident]) -> Incident:
    """The incident that says most, with what the others say besides: their mentions, parties, figures, tellers, and the
    date and place that it lacks. One alone is left as it is."""
    if len(incidents) == 1:
        return incidents[0]
    ordered = sorted(incidents, key=_says, reverse=True)
    fullest = ordered[0]
    bases = [each.status_basis for each in ordered if each.status_basis is not None]
    return replace(
        fullest,
        mentions=tuple(sorted(chain(*(each.mentions for each in ordered)), key=lambda span: span.start)),
        date=next((each.date for each in ordered if each.date is not None), None),
        place=next((each.place for each in ordered if each.place is not None), None),
        actors=tuple(dict.fromkeys(chain(*(each.actors for each in ordered)))),
        targets=tuple(dict.fromkeys(chain(*(each.targets for each in ordered)))),
        weapons=tuple(dict.fromkeys(chain(*(each.weapons for each in ordered)))),
        figures=tuple(dict.fromkeys(chain(*(each.figures for each in ordered)))),
        statements=tuple(dict.fromkeys(chain(*(each.statements for each in ordered)))),
        according_to=tuple(dict.fromkeys(chain(*(each.according_to for each in ordered)))),
        status_basis=replace(
            bases[0],
            own_voice=any(each.own_voice for each in bases),
            tellers=tuple(dict.fromkeys(chain(*(each.tellers for each in bases)))),
        )
        if bases
        else None,
    )


def _says(incident: Incident) -> tuple[int, int]:
    """How many fields it fills, and how often it is mentioned."""
    fields = (incident.date, incident.place, incident.actors, incident.targets, incident.figures, incident.statements)
    return sum(map(bool, fields)), len(incident.mentions)
