"""``purport firsts``."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purport.cli import options, output
from purport.cli.finding import find_command
from purport.errors import OptionError

if TYPE_CHECKING:
    from purport.analysis.firsts.records import First, Reversal, Utterance

# Where more speakers are new than so many, each stands on one line.
MOST_IN_FULL = 5


def firsts(
    case: options.Case,
    actor: Annotated[
        str | None,
        typer.Option(
            metavar="ID|NAME",
            help="Who speaks. Alone: on each theme and towards each other for the first time.",
            show_default=False,
        ),
    ] = None,
    theme: Annotated[str | None, typer.Option(metavar="CODE", help="On which theme.", show_default=False)] = None,
    towards: Annotated[str | None, typer.Option(metavar="ID|NAME", help="Of or to whom.", show_default=False)] = None,
    claim: Annotated[
        str | None,
        typer.Option(
            metavar="QUERY",
            help="The claims of fact among the statements that fit, as for `purport find`; each affirmed and denied.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DAY",
            help="What was said for the first time from this day on; without any option on the last day there is.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="So many at most.", show_default=False)] = None,
    json: options.Json = False,
) -> None:
    """Say what was said for the first time in this archive, with the search that proves it, and who went back on it.

    A first is one in this archive: how far it reaches and where it has gaps is told with each. Reprints and copies are
    no firsts, and what has no date cannot be placed. Of an actor, of a claim and of the newest documents reversals
    follow: what a speaker denied before and affirms now, or the other way round.
    """
    import msgspec

    from purport.analysis.firsts import case as asking
    from purport.analysis.firsts.words import as_dict, together
    from purport.case import Case

    asked = (actor, theme, towards, claim)
    if since is not None and any(asked):
        raise OptionError("--since asks what is new of all; leave it out, or put date:>=DAY into the query of a claim")
    turned: list[Reversal] = []
    with Case.open(case) as opened:
        if any(asked):
            found = list(asking.first_statements(opened, actor=actor, theme=theme, towards=towards, claim=claim))
            if claim is not None or (actor is not None and theme is None and towards is None):
                turned = list(asking.reversals(opened, actor=actor, claim=claim))
        else:
            found = list(asking.firsts_since(opened, since))
            turned = list(asking.reversals_since(opened, since))
    if json:
        every: list[First | Reversal] = [*found[:limit], *turned[:limit]]
        for each in every:
            output.write_line(msgspec.json.encode(as_dict(each)).decode())
        return
    shown = together(found[:limit])
    new = [group for group in shown if group[0].sort == "speaker"]
    whole = [group for group in shown if group not in new] if len(new) > MOST_IN_FULL else shown
    for number, group in enumerate(whole):
        _show(case, group, whole=not number, several=len(shown) > 1)
    for group in new if len(new) > MOST_IN_FULL else ():
        _show_speaker(case, group[0])
    for turn in turned[:limit]:
        _show_reversal(turn)
    left = max(0, len(found) - len(found[:limit])) + max(0, len(turned) - len(turned[:limit]))
    if left:
        output.console(errors=True).print(f"{left:,} more; a greater --limit shows them", soft_wrap=True)
    if not found and not turned:
        when = f"since {since}" if since else "on the last day"
        output.console().print(f"nothing was said for the first time {when}, and nobody went back on what they said")


def _show(case: Path, group: "Sequence[First]", *, whole: bool, several: bool) -> None:
    """Firsts that one statement is; ``whole`` with how far all of the archive reaches, which is the same for all, and
    of ``several`` without where the speaker is heard."""
    from rich.text import Text

    from purport.analysis.firsts import words
    from purport.views.wording import one_line

    found = group[0]
    console = output.console()
    console.print(Text(one_line(words.heading(group)), "bold"), soft_wrap=True)
    for telling in found.tellings:
        console.print(Text(f"    {one_line(f'{_place(telling)}: {words.quoted(telling)}')}"), soft_wrap=True)
        if copied := words.copy_words(telling):
            console.print(Text(f"        {one_line(copied)}", "dim"), soft_wrap=True)
    lines = [words.tie_words(found), f"{words.searched_words(found)}: {find_command(case, found.search.before)}"]
    lines += [f"and as well: {find_command(case, each.search.before)}" for each in group[1:]]
    lines += [words.near_words(found), words.others_words(found)]
    if found.search.undated:
        lines.append(f"{found.search.undated:,} like it without a date cannot be placed")
    reaches = found.reach if whole else found.reach[1:]
    lines += [words.reach_words(reach) for reach in (reaches[:-1] if several and found.actor else reaches)]
    for line in filter(None, lines):
        console.print(Text(f"    {one_line(line)}", "dim"), soft_wrap=True)


def _show_speaker(case: Path, found: "First") -> None:
    """One who is heard for the first time, on one line."""
    from purport.views.wording import one_line

    said = f"{found.search.finds:,} statement{'' if found.search.finds == 1 else 's'}"
    search = find_command(case, found.search.before)
    line = f"First heard: {found.actor}, {found.day}, {said}, {found.tellings[0].record}: {search}"
    output.console().print(one_line(line), soft_wrap=True)


def _show_reversal(found: "Reversal") -> None:
    from rich.text import Text

    from purport.analysis.firsts.words import quoted
    from purport.views.wording import one_line

    console = output.console()
    console.print(Text(one_line(found.sentence), "bold"), soft_wrap=True)
    for standing, told in ((found.was, found.earlier), (found.became, found.later)):
        line = one_line(f"{standing.value} {_place(told)}: {quoted(told)}")
        console.print(Text(f"    {line}"), soft_wrap=True)


def _place(told: "Utterance") -> str:
    parts = (told.published or "undated", told.publisher, told.record)
    more = f" and {told.further:,} more there" if told.further else ""
    said = f", {told.speaker} {told.cue.rstrip(':,')}" if told.cue else ""
    return f"{', '.join(filter(None, parts))}{more}{said}"
