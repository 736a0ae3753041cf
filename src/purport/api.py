"""Reading from Python: a text, files, or records in memory."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from os import PathLike
from typing import TYPE_CHECKING, Any

from purport.errors import InputError, OptionError, PurportError
from purport.sources import Metadata, Origin, checked_date, documents, record_document, text_document
from purport.types import Date, Document, Figure, Place, Reading

if TYPE_CHECKING:
    from purport.reading import Finder, Findings


def read(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    author: str | None = None,
    language: str | None = None,
    url: str | None = None,
    id: str | None = None,
) -> Reading:
    """The reading of a text.

    ``published`` (ISO 8601: a day, month, year, or a day with a time) is what relative dates are counted from.
    Raises OptionError for a date that is none, EmptyDocument, TooLarge and NotText for a text that cannot be read,
    ModelMissing.
    """
    from purport.reading import default_reader

    given = metadata(published=published, publisher=publisher, title=title, author=author, language=language, url=url)
    return default_reader().read(text_document(_checked_text(text), id=id, given=given))


def read_files(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    format: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    author: str | None = None,
    language: str | None = None,
    url: str | None = None,
) -> Iterator[Reading | PurportError]:
    """The readings of files and folders, in order and made as they are asked for; memory stays flat.

    A document that cannot be read gives a PurportError in its place. What is given here stands over what the
    documents say of themselves. ``format`` is text, markdown, html or jsonl; without it content and name decide.
    Raises OptionError at once.
    """
    given = metadata(published=published, publisher=publisher, title=title, author=author, language=language, url=url)
    return read_documents(documents(paths, given=given, format=format))


def read_documents(
    items: Iterable[Document | PurportError | Mapping[str, Any]],
) -> Iterator[Reading | PurportError]:
    """The readings of documents, in order and made as they are asked for; memory stays flat.

    A mapping is a record as in JSON Lines (``id``, ``text``, ``published``, ``title``, ``publisher``, ``url``,
    ``author``, ``language``; other keys are kept); one that is no document gives a PurportError in its place.
    """
    from purport.reading import default_reader

    return default_reader().read_all(_as_documents(items))


def dates(text: str, published: str | None = None) -> tuple[Date, ...]:
    """The dates in a text, relative ones counted from ``published``. Needs no language model.

    Raises OptionError for a publication date that is none.
    """
    from purport.reading.dates import DateFinder

    return _found(DateFinder(), text, published).dates


def places(text: str) -> tuple[Place, ...]:
    """The places in a text, with country and coordinates where the gazetteer has them."""
    from purport.reading.places import PlaceFinder

    return _found(PlaceFinder(), text).places


def figures(text: str) -> tuple[Figure, ...]:
    """The figures in a text: what is counted and between which bounds."""
    from purport.reading.figures import FigureFinder

    return _found(FigureFinder(), text).figures


def metadata(*, published: str | None = None, **known: str | None) -> Metadata:
    """Metadata given from outside. Raises OptionError where ``published`` is no date."""
    return Metadata(published=checked_date(published), **known)  # type: ignore[arg-type]


def _checked_text(text: str) -> str:
    if not isinstance(text, str):
        raise OptionError(f"{type(text).__name__} is no text; read a file with purport.read_files")
    return text


def _as_documents(
    items: Iterable[Document | PurportError | Mapping[str, Any]],
) -> Iterator[Document | PurportError]:
    for number, item in enumerate(items, 1):
        if isinstance(item, Document | PurportError):
            yield item
            continue
        origin = Origin(id=f"record:{number}")
        try:
            yield record_document(item, None, origin)
        except InputError as error:
            error.where = error.where or origin.id
            yield error


def _found(finder: "Finder", text: str, published: str | None = None) -> "Findings":
    """What a finder that needs no other finds in a text; nothing in a blank one."""
    from purport.language import parse
    from purport.reading import Findings

    given = metadata(published=published)
    if not _checked_text(text).strip():
        return Findings()
    doc = parse(text_document(text, given=given))
    return replace(Findings(), **{finder.assigns: tuple(finder.find(doc, Findings()))})
