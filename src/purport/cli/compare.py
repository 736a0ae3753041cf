"""``purport compare``, ``incidents``, ``claims``, ``rate`` and ``ratings``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purport.cli import options, output
from purport.cli.custody import Author

if TYPE_CHECKING:
    from purport.analysis.same_claim.groups import SameClaim
    from purport.analysis.same_incident.groups import SameIncident
    from purport.case.ratings import Rating


def compare(
    case: options.Case,
    incident: Annotated[
        str,
        typer.Argument(
            metavar="INCIDENT",
            help="Its document, # and its id or words of it (raid.md#stormed), as `purport incidents` names it; or "
            "words by which it is found.",
            show_default=False,
        ),
    ],
    rule: Annotated[
        str,
        typer.Option(
            metavar="RULE",
            help="By which rival figures become one: lowest, range_of_independent or by_rating.",
        ),
    ] = "range_of_independent",
    quotes: Annotated[bool, typer.Option("--quotes", help="Print the words of every value too.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Print why they are held to tell of one incident.")] = False,
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the matrix as one HTML page, with every text.", show_default=False),
    ] = None,
    svg: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw the matrix as an SVG picture.", show_default=False)
    ] = None,
    json: options.Json = False,
) -> None:
    """Put side by side what all documents say of one incident: where they agree, on whose word, from how many origins.

    Which documents tell of the same incident is reckoned, and people have the last word: `purport judge CASE same A B`,
    `not_same`, `undecided`. Figures are one number by a rule that is named; the status follows from the accounts by a
    stated rule, and a judgement overrules it (`purport judge CASE correct A --set status=contested`).
    """
    import msgspec

    from purport.analysis.comparison.as_terminal import to_terminal
    from purport.analysis.comparison.case import compare as put_together
    from purport.analysis.comparison.words import as_dict
    from purport.case import Case

    with Case.open(case) as opened:
        found = put_together(opened, incident, rule=rule)
    if html is not None:
        from purport.analysis.comparison.as_html import to_html

        output.write_file(html, to_html(found))
    if svg is not None:
        from purport.analysis.comparison.as_svg import to_svg

        output.write_file(svg, to_svg(found))
    if json:
        output.write_line(msgspec.json.encode(as_dict(found)).decode())
        return
    console = output.console()
    console.print(to_terminal(found, quotes=quotes, why=why))
    for written in filter(None, (html, svg)):
        console.print(f"{written}: written", soft_wrap=True)


def incidents(
    case: options.Case,
    least: Annotated[int, typer.Option(metavar="N", min=1, help="Only what at least so many documents tell of.")] = 1,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="So many at most.", show_default=False)] = None,
    json: options.Json = False,
) -> None:
    """List the incidents of a case, each with the documents that are held to tell of it; the most told of first."""
    import msgspec
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from purport.analysis.same_incident.case import incident_columns
    from purport.analysis.same_incident.case import incidents as all_incidents
    from purport.case import Case

    console = output.console(errors=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with (
        Case.open(case) as opened,
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("reading")
        every = all_incidents(opened, progress=lambda done: progress.update(task, description=done))
        found = [each for each in every if len({t.source for t in each.tellings}) >= least][:limit]
    for each in found:
        if json:
            tellings = [f"{t.document}#{t.incident.id}" for t in each.tellings]
            output.write_line(msgspec.json.encode(incident_columns(each) | {"tellings": tellings}).decode())
        else:
            _show(each)
    if not found and not json:
        output.console().print("no incidents")


def _show(found: "SameIncident") -> None:
    from rich.text import Text

    from purport.analysis.comparison.words import telling_name
    from purport.analysis.same_incident.case import incident_columns
    from purport.views.wording import one_line

    cells = incident_columns(found)
    mode = "" if cells["mode"] == "happened" else f"{cells['mode']} "
    when = cells["from"] or "undated"
    if cells["to"] != cells["from"]:
        when += f" to {cells['to']}"
    words = ", ".join(filter(None, (mode + cells["type"].replace("_", " "), cells["place"], when)))
    count = cells["documents"]
    sure = "" if found.probability is None else f" ({found.probability:.2f})"
    console = output.console()
    line = Text(one_line(words[:1].upper() + words[1:]), "bold")
    console.print(line.append(f"  {count} document{'' if count == 1 else 's'}{sure}", "not bold"), soft_wrap=True)
    for judged in found.overruled:
        told = f"    Judgement {judged.id} (same, {judged.author}) does not hold: not_same goes before it"
        console.print(Text(one_line(told), "yellow"), soft_wrap=True)
    for each in found.tellings:
        mention = each.incident.mentions[0].text if each.incident.mentions else ""
        console.print(Text(f"    {one_line(telling_name(each))}  “{one_line(mention)}”", "dim"), soft_wrap=True)


def rate(
    case: options.Case,
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="An outlet, or one who speaks, by name.", show_default=False)
    ],
    rating: Annotated[
        str,
        typer.Argument(
            metavar="RATING",
            help="A letter for how reliable the source is (A completely … E not, F cannot be judged), a number for how "
            "credible what it says is (1 confirmed … 5 improbable, 6 cannot be judged), both as B2, or withdrawn.",
            show_default=False,
        ),
    ],
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why it is rated so.")] = None,
    document: Annotated[
        str | None, typer.Option(metavar="DOCUMENT", help="The one that it is about; else all that the source says.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="From which day on it holds.")] = None,
    author: Author = None,
) -> None:
    """Rate a source by the Admiralty code.

    Nothing is ever rated by itself, changed or deleted: your last rating of a source stands, and withdrawn takes it
    back.
    """
    from purport.analysis.comparison.source_ratings import names_like
    from purport.case import Case

    with Case.open(case) as opened:
        made = opened.rate(source, rating, document=document, since=since, reason=reason, author=author)
        near = names_like(opened, source) if made.letter or made.number else None
    output.console().print(_line(made), soft_wrap=True)
    if near is not None:
        like = f"; most like it are {', '.join(near)}" if near else ""
        output.console(errors=True).print(
            f"note: no outlet or speaker of the case is called {source!r}, so it rates nothing yet{like}",
            soft_wrap=True,
        )


def ratings(
    case: options.Case,
    past: Annotated[bool, typer.Option("--past", help="Those too that were taken back or replaced.")] = False,
    json: options.Json = False,
) -> None:
    """Print the ratings of sources that stand, oldest first."""
    import msgspec

    from purport.case import Case

    with Case.open(case) as opened:
        made = opened.ratings(past=past)
    for each in made:
        if json:
            output.write_line(msgspec.json.encode({**msgspec.to_builtins(each), "rating": each.code}).decode())
        else:
            output.console().print(_line(each), soft_wrap=True)
    if not made and not json:
        output.console().print("no ratings")


def _line(rating: "Rating") -> str:
    from purport.case.ratings import LETTERS, NUMBERS

    meant = [LETTERS.get(rating.letter or ""), NUMBERS.get(rating.number or 0)]
    parts = [
        f"{rating.id}  {rating.source}: {rating.code}" + (f" ({', '.join(filter(None, meant))})" if any(meant) else ""),
        f"of document {rating.document[:12]}" if rating.document else None,
        f"since {rating.since}" if rating.since else None,
        rating.reason,
    ]
    return f"{'; '.join(filter(None, parts))} ({rating.author}, {rating.at})"


def claims(
    case: options.Case,
    words: Annotated[
        str | None,
        typer.Argument(
            metavar="WORDS", help="Only claims in one telling of which all of these stand.", show_default=False
        ),
    ] = None,
    least: Annotated[int, typer.Option(metavar="N", min=1, help="Only what at least so many documents tell.")] = 2,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="So many at most.", show_default=False)] = None,
    json: options.Json = False,
) -> None:
    """List what is claimed in several documents: its first telling, who repeats it, through whom and how much later.

    A claim repeated by nine papers is still one claim. `purport judge CASE same A B` and `not_same` put statements
    together and keep them apart.
    """
    import msgspec

    from purport.analysis.same_claim.case import as_dict, claims_of, holds_words
    from purport.case import Case

    with Case.open(case) as opened:
        found = [each for each in claims_of(opened) if each.documents >= least and holds_words(each, words)][:limit]
    for each in found:
        if json:
            output.write_line(msgspec.json.encode(as_dict(each)).decode())
        else:
            _show_claim(each)
    if not found and not json:
        output.console().print("no claims")


def _show_claim(found: "SameClaim") -> None:
    from rich.text import Text

    from purport.analysis.same_claim.case import told_by
    from purport.views.wording import one_line

    console = output.console()
    first = found.first
    console.print(Text(one_line(f"{first.speaker or 'unnamed'}: “{first.text}”"), "bold"), soft_wrap=True)
    count = found.documents
    where = f"first in {told_by(first)}; in {count} document{'' if count == 1 else 's'}"
    console.print(Text(f"    {one_line(where)}", "dim"), soft_wrap=True)
    for each in found.repeats:
        line = f"    {each.probability:.2f} {told_by(each.claim)}, {each.how}: “{each.claim.text}”"
        console.print(Text(one_line(line).join(("    ", "")), "dim"), soft_wrap=True)
