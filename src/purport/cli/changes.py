"""What a judgement changed, in words."""

from typing import TYPE_CHECKING

from purport.cli import output

if TYPE_CHECKING:
    from purport.analysis.same_incident.changes import Change
    from purport.analysis.same_incident.groups import SameIncident
    from purport.case import Judgement

MOST_NAMED = 4
"""So many tellings of an incident are named."""


def show_change(changed: "Change", made: "Judgement") -> None:
    """Print which incidents a judgement joined or parted: of how many tellings each was, and is; and what other
    judgements keep from it."""
    from purport.analysis.comparison.words import telling_name
    from purport.analysis.same_incident.case import named
    from purport.views.wording import one_line

    def counted(found: "SameIncident", start: str) -> str:
        many = len(found.tellings)
        names = [telling_name(each) for each in found.tellings]
        listed = ", ".join(names if many <= MOST_NAMED else [*names[:MOST_NAMED], "…"])
        told = one_line(f"of {named(found.tellings[0].incident)}: {listed}")
        return f"    {start}{many} telling{'' if many == 1 else 's'} {told}"

    console, errors = output.console(), output.console(errors=True)
    for start, every in (("before: ", changed.before), ("now: ", changed.after)):
        for found in every:
            console.print(counted(found, start), soft_wrap=True)
    of_incidents = made.other is not None and made.subject.record == "incident"
    if of_incidents and made.fits and changed.heeded and not changed.before:
        console.print("    nothing moved: the incidents are as they were", soft_wrap=True)
    if not changed.heeded:
        errors.print(
            f"note: judgement {made.id} does not hold: not_same goes before it, also by way of a third; "
            "`purport judgements` lists them, withdrawn takes one back",
            soft_wrap=True,
        )
    elif made.verdict == "same" and len(changed.after) > 1:
        errors.print(
            "note: not all of the two incidents is joined: not_same or undecided keeps some apart; "
            "`purport judgements` lists them",
            soft_wrap=True,
        )
