"""The rules that actors in codebooks keep, each alone and all together."""

import re
from collections.abc import Iterator, Mapping, Sequence

from purport.codebooks import periods
from purport.codebooks.entries import STATE, Entry
from purport.errors import CodebookError

# No blank, and neither the slash of an institution ("state:IS/army") nor the colon of "unlisted:".
_ID = re.compile(rf"(?:{STATE})?[\w.-]+")
_COUNTRY = re.compile(r"[A-Z]{2}")


def check_entry(entry: Entry) -> None:
    """Raise CodebookError where an actor's id, names, country or period cannot be."""
    if not _ID.fullmatch(entry.id):
        raise CodebookError(f"{entry.id!r} is no id; write one of letters, digits and hyphens")
    if broken := [name for name in (*entry.all_names, *entry.demonyms) if re.search(r"[\n\r\t]", name)]:
        raise CodebookError(f"{entry.id!r} has the name {broken[0]!r}; write it in one line with blanks")
    if entry.country is not None and not _COUNTRY.fullmatch(entry.country):
        raise CodebookError(
            f"{entry.id!r} has the country {entry.country!r}; give its two letters of ISO 3166-1, such as 'FO'"
        )
    _check_period(entry)
    _check_marks(entry)


def check_entries(entries: Mapping[str, Entry], homes: Mapping[str, str], order: Sequence[str]) -> None:
    """Raise CodebookError where an id leads nowhere or back, a country is none of the states listed, or one name means
    two actors; it names the file, of two the later."""
    owners: dict[str, str] = {}
    countries = {entry.country for entry in entries.values() if entry.id.startswith(STATE)}
    for entry in entries.values():
        _check_links(entry, entries, homes[entry.id])
        if countries and entry.country is not None and entry.country not in countries:
            raise CodebookError(
                f"{entry.id!r} has the country {entry.country!r}, which is no listed state's; mend it, or leave it out",
                where=homes[entry.id],
            )
        for name in entry.all_names:
            if name not in entry.shared and (owner := owners.setdefault(name, entry.id)) != entry.id:
                raise CodebookError(
                    f"{name!r} names both {owner!r} and {entry.id!r}; a name means one actor, so drop one, "
                    "put it among what one has `shared`, or take it from one under [extends.ID] with `without`",
                    where=max(homes[owner], homes[entry.id], key=order.index),
                )


def _check_links(entry: Entry, entries: Mapping[str, Entry], home: str) -> None:
    for field, other in (("parent", entry.parent), ("speaks_for", entry.speaks_for)):
        if other is not None and other not in entries:
            raise CodebookError(
                f"{entry.id!r} has {field} {other!r}, which is no actor's id; add that actor or mend the id", where=home
            )
    if entry.speaks_for == entry.id:
        raise CodebookError(f"{entry.id!r} has speaks_for {entry.id!r}, itself; name another actor", where=home)
    above = list(_above(entry, entries))
    if above and above[-1] == entry.id:
        raise CodebookError(
            f"{entry.id!r} belongs to itself, by way of {' and '.join(above)}; drop one `parent`", where=home
        )


def _above(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[str]:
    """The ids of what an actor belongs to, the nearest first, as far as one that comes again."""
    seen: set[str] = set()
    parent = entry.parent
    while parent is not None and parent in entries and parent not in seen:
        yield parent
        seen.add(parent)
        parent = None if parent == entry.id else entries[parent].parent


def _check_period(entry: Entry) -> None:
    try:
        bounds = [periods.days(value) for value in (entry.valid_from, entry.valid_to) if value is not None]
    except ValueError as error:
        raise CodebookError(f"{entry.id!r}: {error}, as in ISO 8601") from error
    if len(bounds) == 2 and bounds[1][1] < bounds[0][0]:
        raise CodebookError(
            f"{entry.id!r} ends ({entry.valid_to}) before it begins ({entry.valid_from}); exchange them"
        )


def _check_marks(entry: Entry) -> None:
    for field, marked in (("words", entry.words), ("shared", entry.shared)):
        if strange := sorted(set(marked) - {*entry.all_names, *entry.demonyms}):
            raise CodebookError(
                f"{entry.id!r} has the {field} {', '.join(strange)}; they must stand among its names too"
            )
