"""``purport codebook check``, ``show`` and ``draft``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purport.cli import options, output

if TYPE_CHECKING:
    from purport.codebooks.actors import ActorCodebook, Entry
    from purport.reading.actor_examples import Failure

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The actors: check a codebook, look one up, draft entries."
)


@app.command()
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE",
            help="Codebooks of your own, or folders of them, held together with ours; without any, ours alone.",
            show_default=False,
        ),
    ] = None,
    json: options.Json = False,
) -> None:
    """Check that codebooks keep the form, and that every example sentence in them holds.

    An actor must be found in the sentences of its examples_for, and in none of its examples_against, ours included.
    The exit status is 1 where one fails.
    """
    from purport.codebooks.actor_tables import codebook_files
    from purport.codebooks.actors import actor_codebook
    from purport.reading.actor_examples import examples, failed_examples

    own = codebook_files(files or ())
    codebook = actor_codebook(own)
    given = examples(codebook)
    console = output.console(errors=True)
    with console.status("reading the examples"):
        failures = failed_examples(codebook)
    names = [file.where for file in own]
    if json:
        import msgspec

        report = {
            "files": names,
            "actors": len(codebook.entries),
            "relations": len(codebook.all_relations),
            "examples": len(given),
            "failures": [_failure(each) for each in failures],
        }
        output.write_line(msgspec.json.encode(report).decode())
    else:
        ours = actor_codebook()
        for where, held, base in (("ours", ours, None), (", ".join(names), codebook, ours)):
            if where:
                output.console().print(f"{where}: {_counts(held, base)}", soft_wrap=True)
        _say(failures, len(given))
    if failures:
        raise typer.Exit(1)


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="An id or a name, or words of one.", show_default=False)],
    codebook: options.Codebooks = None,
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only relations that held then: a year, month or day.", show_default=False),
    ] = None,
    json: options.Json = False,
) -> None:
    """Show an actor: names, parents, relations, each with its source.

    Where several fit, they are listed.
    """
    from purport.codebooks.actor_tables import codebook_files
    from purport.codebooks.actors import actor_codebook
    from purport.codebooks.periods import days
    from purport.errors import OptionError

    if on is not None:
        try:
            days(on)
        except ValueError as error:
            raise OptionError(str(error)) from None
    held = actor_codebook(codebook_files(codebook or ()))
    found = held.find(name)
    if not found:
        raise OptionError(
            f"no actor fits {name!r}; try another of its names, or add it in a codebook of your own (--codebook FILE)"
        )
    if json:
        import msgspec

        for entry in found:
            actor = {"relations": held.relations(entry.id, on=on), **_fields(entry)}
            output.write_line(msgspec.json.encode(actor).decode())
    elif len(found) == 1:
        _show(held, found[0], on)
    else:
        for entry in found:
            output.console().print(f"{entry.id}  {entry.name} ({entry.kind})", soft_wrap=True)


@app.command()
def draft(
    case: options.Case,
    codebook: options.Codebooks = None,
    texts: Annotated[int, typer.Option(metavar="N", min=1, help="Only actors in at least so many texts.")] = 1,
) -> None:
    """Print the actors in a case that no codebook knows, as a codebook to look through and mend by hand.

    Those in most texts come first, each with a sentence that names it.
    """
    from purport.case import Case
    from purport.codebooks.actor_tables import codebook_files
    from purport.codebooks.actors import actor_codebook
    from purport.reading.actor_drafts import drafts, to_toml

    entries = actor_codebook(codebook_files(codebook or ())).entries.values()
    known = {name for entry in entries for name in entry.all_names}
    with Case.open(case) as opened:
        made = [each for each in drafts(opened.readings(), known=known) if each.texts >= texts]
    if made:
        output.write_line(to_toml(made).rstrip("\n"))


def _counts(codebook: "ActorCodebook", base: "ActorCodebook | None") -> str:
    """What a codebook holds, or adds to another."""
    from purport.reading.actor_examples import examples

    known = base.entries if base is not None else {}
    actors = sum(id_ not in known for id_ in codebook.entries)
    extended = sum(id_ in known and known[id_] != entry for id_, entry in codebook.entries.items())
    relations = len(codebook.all_relations) - (len(base.all_relations) if base is not None else 0)
    sentences = len(examples(codebook)) - (len(examples(base)) if base is not None else 0)
    parts = [_counted(actors, "actor")]
    parts += [f"{extended:,} extended"] if extended else []
    return ", ".join([*parts, _counted(relations, "relation"), _counted(sentences, "example")])


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _say(failures: "tuple[Failure, ...]", count: int) -> None:
    console = output.console()
    for each in failures:
        console.print(f"\n{each.example.actor}: {each.example.sentence}", soft_wrap=True)
        wanted = "found" if each.example.expected else "not found"
        console.print(f"    expected: {wanted}; there is: {', '.join(each.found) or 'no actor'}", soft_wrap=True)
    if failures:
        console.print(
            f"\n{len(failures):,} of {_counted(count, 'example')} {'fails' if len(failures) == 1 else 'fail'}"
        )
    else:
        console.print(f"all {count:,} examples hold")


def _failure(failure: "Failure") -> dict[str, object]:
    example = failure.example
    return {"actor": example.actor, "sentence": example.sentence, "expected": example.expected, "found": failure.found}


def _fields(entry: "Entry") -> dict[str, object]:
    from dataclasses import asdict

    return {key: value for key, value in asdict(entry).items() if value not in (None, ())}


def _show(codebook: "ActorCodebook", entry: "Entry", on: str | None) -> None:
    from rich.text import Text

    from purport.codebooks.relations import EVENTS
    from purport.views.terminal import INDENT, Line

    console = output.console()
    console.print(Line(Text(f"{entry.name} ({entry.kind}, {entry.id})", "bold")))
    told = [(label, value) for label, value in _rows(codebook, entry) if value]
    for each in codebook.relations(entry.id, on=on):
        what, other = each.seen_from(entry.id)
        when = each.since if each.kind in EVENTS else _period(each.since, each.until)
        value = f"{codebook.entries[other].name}{f', {when}' if when else ''} ({each.source})"
        told.append((what, f"{value}; {each.note}" if each.note else value))
    for label, value in told:
        console.print(Line(Text.assemble((f"{label}: ", "dim"), value), INDENT, INDENT))


def _rows(codebook: "ActorCodebook", entry: "Entry") -> list[tuple[str, str]]:
    names = [*entry.names, *entry.abbreviations]
    shared = [name for name in entry.all_names if name in entry.shared]
    return [
        ("names", ", ".join(dict.fromkeys(names))),
        ("others share", ", ".join(dict.fromkeys(shared))),
        ("adjectives", ", ".join(entry.demonyms)),
        ("capital", entry.capital or ""),
        ("country", entry.country or ""),
        ("period", _period(entry.valid_from, entry.valid_to)),
        ("belongs to", codebook.entries[entry.parent].name if entry.parent else ""),
        ("speaks for", codebook.entries[entry.speaks_for].name if entry.speaks_for else ""),
        ("its media", ", ".join(e.name for e in codebook.entries.values() if e.speaks_for == entry.id)),
        ("its parts", ", ".join(e.name for e in codebook.entries.values() if e.parent == entry.id)),
        ("source", entry.source),
    ]


def _period(since: str | None, until: str | None) -> str:
    if since and until:
        return f"{since} to {until}"
    return f"since {since}" if since else f"until {until}" if until else ""
