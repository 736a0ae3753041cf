"""What a look at a publication or an actor saw, as it is kept in a case, and what is known from it later."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from purport.analysis.emphasis.case import Emphasis
from purport.analysis.emphasis.series import Measure
from purport.analysis.shifts import Counts, Shift, Verdict
from purport.analysis.shifts.monitoring import THRESHOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen: ``through`` is the last period and ``last_day`` the day on which it began, ``periods`` how many
    were there with ``items`` items, ``sums`` tells whether anything was added since, ``met`` are the themes.

    ``alarmed`` has the themes whose probability of a step had passed the threshold of monitoring, ``established`` those
    whose verdict was a shift; each with ``p_step``, ``since`` and ``ratio``. ``pulses`` and ``notable`` have the
    periods of all that were told of a theme up to then, None in a look that did not keep them.
    """

    through: str
    last_day: str
    periods: int
    items: int
    sums: Sequence[Any]
    met: Sequence[str]
    alarmed: Mapping[str, Mapping[str, Any]]
    established: Mapping[str, Mapping[str, Any]]
    measurement: bool
    pulses: Mapping[str, Sequence[Sequence[str]]] | None = field(default_factory=dict)
    notable: Mapping[str, Sequence[str]] | None = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """As it is kept."""
        return {name: getattr(self, name) for name in self.__slots__}


def seen_of(kept: Mapping[str, Any]) -> Seen:
    """A look as it was kept. Looks of before verdicts were kept held one list, of what had passed the threshold."""
    if "held" not in kept:
        return Seen(**kept)
    rest = {name: value for name, value in kept.items() if name != "held"}
    return Seen(**rest, alarmed=kept["held"], established={}, pulses=None, notable=None)


def seen_now(found: Emphasis, counts: Counts, verdicts: Iterable[Shift], before: Seen | None) -> Seen:
    """What a look sees, with what was told in those before it."""
    every = list(verdicts)
    pulses = {theme: list(told) for theme, told in ((before and before.pulses) or {}).items()}
    notable = {theme: list(told) for theme, told in ((before and before.notable) or {}).items()}
    for each in every:
        if each.pulse is not None:
            pulses.setdefault(each.theme, []).append([str(each.pulse.first), str(each.pulse.last)])
        if each.notable is not None:
            notable.setdefault(each.theme, []).append(str(each.notable.period))
    return Seen(
        through=found.periods[-1].label,
        last_day=found.periods[-1].start.isoformat(),
        periods=sum(bool(units) for units in counts.exposure),
        items=found.items,
        sums=sums(counts),
        met=sorted(found.tally.themes),
        alarmed={each.theme: held(each) for each in every if is_alarm(each)},
        established={each.theme: held(each) for each in every if each.verdict is Verdict.SHIFT},
        measurement=any(each.measurement is not None for each in every),
        pulses={theme: _once(told) for theme, told in pulses.items()},
        notable={theme: _once(told) for theme, told in notable.items()},
    )


def is_alarm(shift: Shift) -> bool:
    """Whether the probability of a step has passed the threshold that monitoring is calibrated to."""
    return shift.p_step > THRESHOLD


def held(shift: Shift) -> dict[str, Any]:
    """What is kept of a theme that is told."""
    return {"p_step": round(shift.p_step, 4), "since": list(shift.since), "ratio": round(shift.ratio, 3)}


def sums(counts: Counts) -> list[Any]:
    """What tells whether anything was added: the last period, all exposure, all counts."""
    total = sum(sum(number or 0 for number in row) for row in counts.themes.values())
    return [counts.periods[-1], sum(units or 0 for units in counts.exposure), total]


def past_of(found: Emphasis, seen: Seen) -> int:
    """How many of the periods are not after those of a look."""
    labels = [period.label for period in found.periods]
    if seen.through in labels:
        return labels.index(seen.through) + 1
    return sum(period.start.isoformat() <= seen.last_day for period in found.periods)


def earlier_items(found: Emphasis, seen: Seen, past: int) -> int:
    """How many items more there are in the periods of a look than there were then."""
    items = found.tally.series(found.tally.themes[0], Measure.BREADTH).denominators
    return sum(items[:past]) - seen.items


def is_same(found: Emphasis, before: Mapping[str, Any], now: Shift) -> bool:
    """Whether a shift that is told now is the one that was told: it goes the same way, and may have begun then."""
    since = [str(each) for each in now.since]
    return (before["ratio"] > 1) == (now.ratio > 1) and overlap(found, before["since"], since)


def overlap(found: Emphasis, one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two stretches of periods, each given by its first and last, have one in common."""
    order = {period.label: at for at, period in enumerate(found.periods)}
    if any(label not in order for label in (*one, *other)):
        return False
    return order[one[0]] <= order[other[-1]] and order[other[0]] <= order[one[-1]]


def _once(told: Iterable[Any]) -> list[Any]:
    found: list[Any] = []
    for each in told:
        if each not in found:
            found.append(each)
    return found
