"""``purport themes``, and how the themes of a codebook are shown."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from purport.cli import options, output

if TYPE_CHECKING:
    from purport.codebooks.themes import ThemeCodebook, ThemeDefinition
    from purport.reading.theme_examples import ThemeFailure


def themes(
    files: options.Files,
    json: Annotated[
        bool, typer.Option("--json", help="A document a line: its source, its text and its themes.")
    ] = False,
    published: options.Published = None,
    codebook: options.Codebooks = None,
    format: options.Format = None,
) -> None:
    """Find the themes of documents: the code of each, its name, and the words that stand for it."""
    import msgspec
    from rich.table import Table

    from purport.api import read_files
    from purport.codebooks.actor_tables import codebook_files
    from purport.codebooks.themes import theme_codebook
    from purport.views.wording import one_line

    held = theme_codebook(codebook_files(codebook or ()))
    errors, console = output.Errors(), output.console()
    readings = read_files(files, format=format, published=published, codebooks=codebook or ())
    for number, reading in enumerate(errors.said(readings)):
        if json:
            row = {"source": reading.source, "text": reading.text, "themes": reading.themes}
            output.write_line(msgspec.json.encode(row).decode())
            continue
        if number:
            console.rule(style="dim")
        console.print(reading.source.title or reading.source.id, style="bold")
        table = Table.grid(padding=(0, 2))
        for theme in reading.themes:
            table.add_row(theme.code, held.themes[theme.code].name, one_line(theme.text))
        console.print(table if reading.themes else "no themes")
    if errors.any:
        raise typer.Exit(1)


def list_themes(held: "ThemeCodebook") -> None:
    """Print every theme with its name, those that have a parent below it."""
    width = max((len(code) + 2 * len(list(held.ancestors(code))) for code in held.themes), default=0)
    console = output.console()
    for code, depth in _tree(held, None, 0):
        console.print(f"{'  ' * depth + code:<{width}}  {held.themes[code].name}", soft_wrap=True)


def show_theme(held: "ThemeCodebook", theme: "ThemeDefinition") -> None:
    """Print a theme: its rules, the words by which it is found, and its examples."""
    from rich.text import Text

    from purport.views.terminal import INDENT, Line

    console = output.console()
    console.print(Line(Text(f"{theme.name} (theme, {theme.code})", "bold")))
    console.print(Line(Text(theme.definition), INDENT))
    for label, value in _rows(held, theme):
        console.print(Line(Text.assemble((f"{label}: ", "dim"), value), INDENT, INDENT))


def fields_of(theme: "ThemeDefinition") -> dict[str, object]:
    """A theme as plain data, as it is written in a codebook; empty fields left out."""
    node: dict[str, object] = {
        "code": theme.code,
        "name": theme.name,
        "definition": theme.definition,
        "parent": theme.parent,
        "include": theme.include,
        "exclude": theme.exclude,
        "words": dict(theme.words),
        "near": [near.written for near in theme.near],
        "records": theme.records,
        "similar": theme.similar,
        "examples_for": theme.examples_for,
        "examples_against": theme.examples_against,
    }
    return {key: value for key, value in node.items() if value}


def no_example(code: str) -> str:
    """What is said of a theme that nothing tests."""
    return f"the theme {code!r} has no examples_for: nothing tests its words; give sentences in which it must be found"


def say_failure(failed: "ThemeFailure") -> None:
    """Print an example that does not hold, what was expected, and what there is."""
    console = output.console()
    console.print(f"\n{failed.example.theme}: {failed.example.sentence}", soft_wrap=True)
    wanted = "found" if failed.example.expected else "not found"
    console.print(f"    expected: {wanted}; there is: {', '.join(failed.found) or 'no theme'}", soft_wrap=True)


def failure_fields(failed: "ThemeFailure") -> dict[str, object]:
    """The same as plain data."""
    example = failed.example
    return {"theme": example.theme, "sentence": example.sentence, "expected": example.expected, "found": failed.found}


def _tree(held: "ThemeCodebook", parent: str | None, depth: int) -> Iterator[tuple[str, int]]:
    for theme in held.themes.values():
        if theme.parent == parent:
            yield theme.code, depth
            yield from _tree(held, theme.code, depth + 1)


def _rows(held: "ThemeCodebook", theme: "ThemeDefinition") -> Iterator[tuple[str, str]]:
    for label, sentences in (("includes", theme.include), ("excludes", theme.exclude)):
        for sentence in sentences:
            yield label, sentence
    if theme.parent:
        yield "is part of", theme.parent
    if children := held.children(theme.code):
        yield "has", ", ".join(children)
    for language, words in theme.words.items():
        yield f"words ({language})", ", ".join(words)
    for near in theme.near:
        yield f"together within {near.within} words", near.written
    if theme.records:
        yield "records", ", ".join(theme.records)
    if theme.similar is not None:
        yield "like its examples by", f"{theme.similar:g} or more"
    for sentence in theme.examples_for:
        yield "is one", sentence
    for sentence in theme.examples_against:
        yield "is none", sentence
