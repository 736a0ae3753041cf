"""The status of an incident on the scales of Airwars, Iraq Body Count and the Global Terrorism Database.

What those projects ask for goes beyond what texts can tell (whether the dead were civilians, whether a source is
credible, what a strike log says), so this is where an incident would begin on their scales, not their finding.
docs/agreement.md tells how each is defined and mapped.
"""

from dataclasses import dataclass

from purport.types import Status

_TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """What the scales go by: the status, how many independent origins affirm it, whether who did it claims it or denies
    a hand in it, whether rivals are named for it, whether anyone is, whether any account tells of deaths, and
    whether it is told as having happened or been attempted."""

    status: Status
    origins: int
    claimed: bool
    disowned: bool
    rivals: bool
    real: bool
    named: bool = True
    deaths: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """The same on three published scales, each with a word of why."""

    airwars: str
    airwars_why: str
    iraq_body_count: str
    iraq_body_count_why: str
    gtd: str
    gtd_why: str


def scales(at: Standpoint) -> Scales:
    """Where an incident begins on each scale."""
    airwars, airwars_why = _airwars(at)
    body_count, body_count_why = _iraq_body_count(at)
    gtd, gtd_why = _gtd(at)
    return Scales(
        airwars=airwars,
        airwars_why=airwars_why,
        iraq_body_count=body_count,
        iraq_body_count_why=body_count_why,
        gtd=gtd,
        gtd_why=gtd_why,
    )


def _airwars(at: Standpoint) -> tuple[str, str]:
    if at.status is Status.DENIED or not at.real:
        return "Discounted", "denied by all, or never said to have happened"
    if at.disowned or at.rivals:
        return "Contested", "who did it is disputed"
    if at.claimed:
        return "Confirmed", "who did it says so"
    if at.origins >= _TWO:
        return "Fair", f"{at.origins} independent origins affirm it, and nobody has accepted it as theirs"
    return "Weak", "one origin affirms it, or none known to be independent"


def _iraq_body_count(at: Standpoint) -> tuple[str, str]:
    if at.status is Status.DENIED or not at.real:
        return "left out", "no account that it happened stands undenied"
    if not at.deaths:
        return "left out", "no account tells of deaths"
    if at.origins >= _TWO:
        return (
            "entered, as a range",
            f"{at.origins} independent origins affirm it; the range runs from the lowest to the highest of them",
        )
    return "held back", "fewer than two independent origins are known to affirm it"


def _gtd(at: Standpoint) -> tuple[str, str]:
    if not at.real:
        return "left out", "planned, threatened or supposed only"
    if at.status is Status.DENIED:
        return "left out", "denied by all who tell of it"
    claimed = "claimed = 1" if at.claimed else "claimed = 0"
    sure = at.claimed and not (at.disowned or at.rivals)
    suspected = "" if sure or not at.named else ", guncertain1 = 1"
    why = (
        "who did it claims it" if at.claimed
        else "nobody claims it; whoever is named is suspected" if at.named
        else "nobody claims it, and nobody is named for it"
    )  # fmt: skip
    return f"included, {claimed}{suspected}", why if not (
        at.disowned or at.rivals
    ) else f"{why}; who did it is disputed"
