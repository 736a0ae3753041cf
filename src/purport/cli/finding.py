"""``purport find``."""

import re
from typing import Annotated

import typer

from purport.cli import options, output


def find(
    case: options.Case,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY",
            help='All of these words; "a phrase", pris*, OR, NOT, (…), and fields as speaker:NAME, kind:denial, '
            "date:2020-08..2020-09, place:Tórshavn~50km. Put it in single quotes.",
        ),
    ] = None,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Who speaks.")] = None,
    addressee: Annotated[str | None, typer.Option(metavar="NAME", help="Who is spoken to.")] = None,
    actor: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who speaks, passes on, acts, is spoken to or of, or is the target."),
    ] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="When: a day, month, year, or a period A/B.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Not before.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Not after.")] = None,
    type: Annotated[str | None, typer.Option(metavar="TYPE", help="Type of incident, as attack or jailbreak.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Kind of statement, as claim or denial.")] = None,
    certainty: Annotated[
        str | None, typer.Option(metavar="CERTAINTY", help="How sure the speaker puts it, as certain or possible.")
    ] = None,
    least_confidence: Annotated[
        float | None, typer.Option(metavar="X", help="Statements of at least this confidence, 0 to 1.")
    ] = None,
    rank: Annotated[bool, typer.Option("--rank", help="What fits the words best first, not the newest.")] = False,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="So many of each sort at most.")] = 20,
    offset: Annotated[int, typer.Option(metavar="N", min=0, help="Leave out the first N of each sort.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="One hit a line.")] = False,
) -> None:
    """Find statements, then incidents, then texts that fit the query and every option, the newest first."""
    from purport.case import Case
    from purport.case.search import CANDIDATES
    from purport.errors import PurportError

    with Case.open(case) as opened:
        hits = opened.find(
            whole_query(query or []),
            speaker=speaker,
            addressee=addressee,
            actor=actor,
            date=date,
            since=since,
            until=until,
            incident=type,
            kind=kind,
            certainty=certainty,
            least_confidence=least_confidence,
            rank=rank,
            limit=limit,
            offset=offset,
        )
    if json:
        import msgspec

        for hit in hits:
            output.write_line(msgspec.json.encode(hit).decode())
    else:
        from purport.cli.hits import hit_view

        console = output.console()
        for number, hit in enumerate(hits, offset + 1):
            console.print(hit_view(number, hit))
        if not hits:
            console.print("nothing found")
    if hits.capped:
        most = ", ".join(f"{count:,} {sort}s" for sort, count in CANDIDATES.items())
        output.say(PurportError(f"more fits than was weighed ({most} at most); narrow the query to rank all"))


def whole_query(arguments: list[str]) -> str | None:
    """What the shell gave as one query. A single argument is the query itself; of several, one with blanks in it is a
    phrase. The value of a field that has lost its quotation marks to the shell gets them back."""
    alone = len(arguments) == 1
    return " ".join(_quoted(each, alone=alone) for each in arguments) or None


_SYNTAX = re.compile(r"[\"“”„«»()~]|\b(?:AND|OR|NOT)\b")
_FIELD = re.compile(r"(-?[a-z]+:)(\S.*)", re.S)


def _quoted(argument: str, *, alone: bool) -> str:
    if not re.search(r"\s", argument) or _SYNTAX.search(argument) or argument.count(":") > 1:
        return argument
    if field := _FIELD.fullmatch(argument):
        return f'{field[1]}"{field[2]}"'
    return argument if alone else f'"{argument}"'
