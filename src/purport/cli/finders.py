"""``purport dates``, ``places``, ``figures`` and ``actors``: one finder alone, without statements or incidents."""

from typing import TYPE_CHECKING, Annotated

import typer

from purport.cli import options, output

if TYPE_CHECKING:
    from purport.reading import Finder

Json = Annotated[
    bool,
    typer.Option("--json", help="A document a line: its source, its text and what was found, as in `purport schema`."),
]


def dates(
    files: options.Files,
    json: Json = False,
    published: options.Published = None,
    title: options.Title = None,
    url: options.Url = None,
    format: options.Format = None,
) -> None:
    """Find the dates in documents, with their ISO values and on what each rests. Quick: needs no language model."""
    from purport.reading.dates import DateFinder

    _find(DateFinder(), files, json, format, published=published, title=title, url=url)


def places(
    files: options.Files,
    json: Json = False,
    title: options.Title = None,
    publisher: options.Publisher = None,
    format: options.Format = None,
) -> None:
    """Find the places in documents, with country and coordinates where the gazetteer has them."""
    from purport.reading.places import PlaceFinder

    _find(PlaceFinder(), files, json, format, title=title, publisher=publisher)


def figures(files: options.Files, json: Json = False, format: options.Format = None) -> None:
    """Find the figures in documents: what is counted and between which bounds."""
    from purport.reading.figures import FigureFinder

    _find(FigureFinder(), files, json, format)


def actors(
    files: options.Files,
    json: Json = False,
    published: options.Published = None,
    codebook: options.Codebooks = None,
    format: options.Format = None,
) -> None:
    """Find the actors whom documents name: those of the codebooks by their ids, others as the text has them."""
    from purport.codebooks.actor_tables import codebook_files
    from purport.codebooks.actors import actor_codebook
    from purport.reading.actors import ActorFinder

    finder = ActorFinder(actor_codebook(codebook_files(codebook or ())))
    _find(finder, files, json, format, published=published)


def _find(finder: "Finder", files: list[str], json: bool, format: str | None, **given: str | None) -> None:
    """Print what a finder finds in each document; one that cannot be read is named on standard error."""
    import msgspec

    from purport.api import metadata
    from purport.language import parse
    from purport.reading import Findings
    from purport.sources import documents
    from purport.views.found import found_view

    errors = output.Errors()
    console = output.console()
    for number, document in enumerate(errors.said(documents(files, given=metadata(**given), format=format))):
        found = tuple(finder.find(parse(document), Findings()))
        if json:
            row = {"source": document.source, "text": document.text, finder.assigns: found}
            output.write_line(msgspec.json.encode(row).decode())
            continue
        if number:
            console.rule(style="dim")
        console.print(document.source.title or document.source.id, style="bold")
        console.print(found_view(found) if found else f"no {finder.assigns}")
    if errors.any:
        raise typer.Exit(1)
