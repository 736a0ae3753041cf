"""``purport codebook check``, ``show``, ``types``, ``themes`` and ``draft``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purport.cli import incident_types, options, output
from purport.cli import themes as theme_views

if TYPE_CHECKING:
    from purport.codebooks.actors import ActorCodebook, Entry
    from purport.codebooks.incident_types import Types
    from purport.codebooks.themes import ThemeCodebook
    from purport.reading.actor_examples import Failure
    from purport.reading.incident_type_examples import TypeFailure
    from purport.reading.theme_examples import ThemeFailure

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Actors, incident types and themes: check a codebook, look one up, draft entries.",
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
    An incident of a type must be told to have happened in its examples_for, and in none of its examples_against. A
    theme must be found in its examples_for, and not in its examples_against; one that has no examples_for is warned of.
    The exit status is 1 where an example fails.
    """
    from purport.codebooks.actor_tables import codebook_files
    from purport.codebooks.actors import actor_codebook
    from purport.codebooks.incident_types import incident_types as our_types
    from purport.codebooks.incident_types import types_with
    from purport.codebooks.themes import theme_codebook
    from purport.reading.actor_examples import examples, failed_examples
    from purport.reading.incident_type_examples import failed_type_examples, type_examples
    from purport.reading.theme_examples import failed_theme_examples, theme_examples, untested_themes

    own = codebook_files(files or ())
    codebook, types, themes = actor_codebook(own), types_with(own), theme_codebook(own)
    count = len(examples(codebook)) + len(type_examples(types)) + len(theme_examples(themes))
    untested = untested_themes(themes)
    console = output.console(errors=True)
    with console.status("reading the examples"):
        failures = failed_examples(codebook)
        type_failures = failed_type_examples(files or ())
        theme_failures = failed_theme_examples(files or ())
    names = [file.where for file in own]
    if json:
        import msgspec

        report = {
            "files": names,
            "actors": len(codebook.entries),
            "relations": len(codebook.all_relations),
            "types": len(types),
            "themes": len(themes.themes),
            "examples": count,
            "failures": [
                *map(_failure, failures),
                *map(_type_failure, type_failures),
                *map(theme_views.failure_fields, theme_failures),
            ],
            "untested": untested,
        }
        output.write_line(msgspec.json.encode(report).decode())
    else:
        ours = actor_codebook()
        for where, held, base, kinds, told in (
            ("ours", ours, None, our_types(), theme_codebook()),
            (", ".join(names), codebook, ours, types, themes),
        ):
            if where:
                output.console().print(f"{where}: {_counts(held, base, kinds, told)}", soft_wrap=True)
        for code in untested:
            console.print(f"warning: {theme_views.no_example(code)}", soft_wrap=True)
        _say(failures, type_failures, theme_failures, count)
    if failures or type_failures or theme_failures:
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
    """Show an actor: names, parents, relations, each with its source. Or an incident type or a theme, by its name.

    Where several fit, they are listed.
    """
    from purport.codebooks.actor_tables import codebook_files
    from purport.codebooks.actors import actor_codebook
    from purport.codebooks.incident_types import types_with
    from purport.codebooks.periods import days
    from purport.codebooks.themes import theme_codebook
    from purport.errors import OptionError

    if on is not None:
        try:
            days(on)
        except ValueError as error:
            raise OptionError(str(error)) from None
    if not name.strip():
        raise OptionError("no name is given; give an id, a name, or words of one")
    own = codebook_files(codebook or ())
    kind = types_with(own).get("_".join(name.split()))
    if kind is not None:
        if json:
            import msgspec

            output.write_line(msgspec.json.encode(incident_types.fields_of(kind)).decode())
        else:
            incident_types.show_type(kind)
        return
    themes = theme_codebook(own)
    if (theme := themes.themes.get("-".join(name.lower().split()))) is not None:
        if json:
            import msgspec

            output.write_line(msgspec.json.encode(theme_views.fields_of(theme)).decode())
        else:
            theme_views.show_theme(themes, theme)
        return
    held = actor_codebook(own)
    found = held.find(name)
    if not found:
        near = _near(name, (*types_with(own), *themes.themes, *held.entries))
        raise OptionError(
            f"no actor fits {name!r}, and no incident type is called so, nor a theme; "
            + (f"like it: {', '.join(near)}; " if near else "")
            + "try another of its names, or add it in a codebook of your own (--codebook FILE)"
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
def types(codebook: options.Codebooks = None, json: options.Json = False) -> None:
    """List the incident types with their definitions; `purport codebook show NAME` has the rest of each."""
    from purport.codebooks.actor_tables import codebook_files
    from purport.codebooks.incident_types import types_with

    held = types_with(codebook_files(codebook or ()))
    if json:
        import msgspec

        for entry in held.values():
            output.write_line(msgspec.json.encode(incident_types.fields_of(entry)).decode())
    else:
        incident_types.list_types(held)
        output.console(errors=True).print("purport codebook show NAME has the rest of each", soft_wrap=True)


@app.command()
def themes(codebook: options.Codebooks = None, json: options.Json = False) -> None:
    """List the themes with their names, those of a parent below it; `purport codebook show CODE` has the rest."""
    from purport.codebooks.actor_tables import codebook_files
    from purport.codebooks.themes import theme_codebook

    held = theme_codebook(codebook_files(codebook or ()))
    if json:
        import msgspec

        for theme in held.themes.values():
            output.write_line(msgspec.json.encode(theme_views.fields_of(theme)).decode())
    else:
        theme_views.list_themes(held)
        output.console(errors=True).print("purport codebook show CODE has the rest of each", soft_wrap=True)


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


def _counts(codebook: "ActorCodebook", base: "ActorCodebook | None", types: "Types", themes: "ThemeCodebook") -> str:
    """What a codebook holds, or adds to another."""
    from purport.codebooks.incident_types import incident_types as our_types
    from purport.codebooks.themes import theme_codebook
    from purport.reading.actor_examples import examples
    from purport.reading.incident_type_examples import type_examples
    from purport.reading.theme_examples import theme_examples

    known = base.entries if base is not None else {}
    actors = sum(id_ not in known for id_ in codebook.entries)
    extended = sum(id_ in known and known[id_] != entry for id_, entry in codebook.entries.items())
    relations = len(codebook.all_relations) - (len(base.all_relations) if base is not None else 0)
    sentences = len(examples(codebook)) - (len(examples(base)) if base is not None else 0)
    before = our_types() if base is not None else {}
    new_types = sum(name not in before for name in types)
    more_types = sum(name in before and before[name] != entry for name, entry in types.items())
    sentences += len(type_examples(types)) - len(type_examples(before))
    themes_before = theme_codebook().themes if base is not None else {}
    new_themes = sum(code not in themes_before for code in themes.themes)
    more_themes = sum(code in themes_before and themes_before[code] != each for code, each in themes.themes.items())
    fewer_themes = sum(code not in themes.themes for code in themes_before)
    told_before = theme_examples(theme_codebook()) if base is not None else []
    sentences += len({*theme_examples(themes)} - {*told_before})
    parts = [_counted(actors, "actor")]
    parts += [f"{extended:,} extended"] if extended else []
    kinds = [_counted(new_types, "incident type")] if new_types else []
    kinds += [f"{_counted(more_types, 'incident type')} extended"] if more_types else []
    kinds += [_counted(new_themes, "theme")] if new_themes else []
    kinds += [f"{_counted(more_themes, 'theme')} changed"] if more_themes else []
    kinds += [f"{_counted(fewer_themes, 'theme')} left out"] if fewer_themes else []
    return ", ".join([*parts, _counted(relations, "relation"), *kinds, _counted(sentences, "example")])


def _near(name: str, names: tuple[str, ...]) -> list[str]:
    """Of the names of entries those most like one that is none."""
    from difflib import get_close_matches

    return get_close_matches("-".join(name.lower().replace("_", " ").split()), names, n=4, cutoff=0.7)


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _say(
    failures: "tuple[Failure, ...]",
    type_failures: "tuple[TypeFailure, ...]",
    theme_failures: "tuple[ThemeFailure, ...]",
    count: int,
) -> None:
    console = output.console()
    for theme_failed in theme_failures:
        theme_views.say_failure(theme_failed)
    for failed in type_failures:
        console.print(f"\n{failed.example.type}: {failed.example.sentence}", soft_wrap=True)
        wanted = "told to have happened" if failed.example.expected else "not told to have happened"
        console.print(f"    expected: {wanted}; there is: {', '.join(failed.found) or 'no incident'}", soft_wrap=True)
    for each in failures:
        console.print(f"\n{each.example.actor}: {each.example.sentence}", soft_wrap=True)
        wanted = "found" if each.example.expected else "not found"
        console.print(f"    expected: {wanted}; there is: {', '.join(each.found) or 'no actor'}", soft_wrap=True)
    if failed_in_all := len(failures) + len(type_failures) + len(theme_failures):
        console.print(
            f"\n{failed_in_all:,} of {_counted(count, 'example')} {'fails' if failed_in_all == 1 else 'fail'}"
        )
    else:
        console.print(f"all {count:,} examples hold")


def _failure(failure: "Failure") -> dict[str, object]:
    example = failure.example
    return {"actor": example.actor, "sentence": example.sentence, "expected": example.expected, "found": failure.found}


def _type_failure(failure: "TypeFailure") -> dict[str, object]:
    example = failure.example
    return {"type": example.type, "sentence": example.sentence, "expected": example.expected, "found": failure.found}


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
        ("English words too", ", ".join(entry.words)),
        ("others share", ", ".join(dict.fromkeys(shared))),
        ("adjectives", ", ".join(entry.demonyms)),
        ("capital", entry.capital or ""),
        ("country", entry.country or ""),
        ("period", _period(entry.valid_from, entry.valid_to)),
        ("belongs to", codebook.entries[entry.parent].name if entry.parent else ""),
        ("speaks for", codebook.entries[entry.speaks_for].name if entry.speaks_for else ""),
        ("is called", ", ".join(entry.roles)),
        ("its media", ", ".join(e.name for e in codebook.entries.values() if e.speaks_for == entry.id)),
        ("its parts", ", ".join(e.name for e in codebook.entries.values() if e.parent == entry.id)),
        ("source", entry.source),
    ]


def _period(since: str | None, until: str | None) -> str:
    if since and until:
        return f"{since} to {until}"
    return f"since {since}" if since else f"until {until}" if until else ""
