"""Reading from Python: a text, files, or records in memory."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from os import PathLike
from typing import TYPE_CHECKING, Any, TypeVar

from purport.errors import InputError, OptionError, PurportError
from purport.sources import Metadata, Origin, checked_date, documents, record_document, text_document
from purport.types import Actor, Date, Document, Figure, Place, Reading, Theme

if TYPE_CHECKING:
    from purport.reading import Finder, Findings

R = TypeVar("R")
Paths = str | PathLike[str] | Iterable[str | PathLike[str]]


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
    model: str | PathLike[str] | None = None,
    codebooks: Paths = (),
    least_confidence: float | None = None,
) -> Reading:
    """The reading of a text.

    ``published`` (ISO 8601: a day, month, year, or a day with a time) is what relative dates are counted from;
    ``model`` a file of `purport train`, by which statements are found; ``codebooks`` files and folders of one's own
    that tell of more actors (see `purport codebook check`); with ``least_confidence`` (0 to 1) only statements of at
    least that confidence are kept (see ``keep_confident``).
    Raises OptionError for a date or a confidence that is none, EmptyDocument, TooLarge and NotText for a text that
    cannot be read, ModelMissing, BadModel, CodebookError.
    """
    from purport.reading import default_reader

    given = metadata(published=published, publisher=publisher, title=title, author=author, language=language, url=url)
    least = _checked_least(least_confidence)
    reading = default_reader(model, codebooks).read(text_document(_checked_text(text), id=id, given=given))
    return _confident(reading, least)


def read_files(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    fetched: str | PathLike[str] | None = None,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    author: str | None = None,
    language: str | None = None,
    url: str | None = None,
    model: str | PathLike[str] | None = None,
    codebooks: Paths = (),
    least_confidence: float | None = None,
) -> Iterator[Reading | PurportError]:
    """The readings of files and folders, in order and made as they are asked for; memory stays flat.

    A document that cannot be read gives a PurportError in its place. What is given here stands over what the
    documents say of themselves. ``format`` is one of ``purport.sources.FORMATS``; without it content and name decide.
    ``columns`` says which column of a table is what (``{"text": "body"}``); an address is asked only with ``fetched``,
    the WARC file to which its answer is added.
    ``model`` is a file of `purport train`; ``codebooks`` are files and folders of one's own; ``least_confidence``
    (0 to 1) keeps only statements of at least that confidence.

    Raises OptionError, BadModel and CodebookError at once.
    """
    given = metadata(published=published, publisher=publisher, title=title, author=author, language=language, url=url)
    found = documents(paths, given=given, format=format, columns=columns, fetched=fetched)
    return read_documents(found, model=model, codebooks=codebooks, least_confidence=least_confidence)


def read_documents(
    items: Iterable[Document | PurportError | Mapping[str, Any]],
    *,
    model: str | PathLike[str] | None = None,
    codebooks: Paths = (),
    least_confidence: float | None = None,
) -> Iterator[Reading | PurportError]:
    """The readings of documents, in order and made as they are asked for; memory stays flat.

    A mapping is a record as in JSON Lines (``id``, ``text``, ``published``, ``title``, ``publisher``, ``url``,
    ``author``, ``language``; other keys are kept); one that is no document gives a PurportError in its place.
    ``model`` is a file of `purport train`; ``codebooks`` are files and folders of one's own; ``least_confidence``
    (0 to 1) keeps only statements of at least that confidence.

    Raises OptionError, BadModel and CodebookError at once.
    """
    from purport.reading import default_reader

    least = _checked_least(least_confidence)
    readings = default_reader(model, codebooks).read_all(_as_documents(items))
    return (_confident(reading, least) for reading in readings)


def dates(
    text: str, published: str | None = None, *, title: str | None = None, url: str | None = None
) -> tuple[Date, ...]:
    """The dates in a text, relative ones counted from ``published``; ``title`` and ``url`` may tell a year or day too.
    Needs no language model.

    Raises OptionError for a publication date that is none.
    """
    from purport.reading.dates import DateFinder

    return _found(DateFinder(), text, published=published, title=title, url=url).dates


def places(text: str, *, title: str | None = None, publisher: str | None = None) -> tuple[Place, ...]:
    """The places in a text, with country and coordinates where the gazetteer has them; ``title`` and ``publisher`` may
    tell which place of a name is meant."""
    from purport.reading.places import PlaceFinder

    return _found(PlaceFinder(), text, title=title, publisher=publisher).places


def figures(text: str) -> tuple[Figure, ...]:
    """The figures in a text: what is counted and between which bounds."""
    from purport.reading.figures import FigureFinder

    return _found(FigureFinder(), text).figures


def actors(text: str, published: str | None = None, *, codebooks: Paths = ()) -> tuple[Actor, ...]:
    """The actors that a text names, listed or not; with ``published``, without those listed that came to be in a later
    year. ``codebooks`` are files and folders of one's own.

    Raises OptionError for a publication date that is none, CodebookError.
    """
    from purport.codebooks.actor_tables import codebook_files
    from purport.codebooks.actors import actor_codebook
    from purport.reading.actors import ActorFinder

    return _found(ActorFinder(actor_codebook(codebook_files(codebooks))), text, published=published).actors


def themes(text: str, published: str | None = None, *, codebooks: Paths = ()) -> tuple[Theme, ...]:
    """The themes of a text: passages with the code of what they are about, one a theme and sentence, those of a
    theme's parent too. ``codebooks`` are files and folders of one's own.

    The whole text is read, as who speaks matters: ``read(...).themes`` has the same. Raises OptionError for a
    publication date that is none, CodebookError, ModelMissing.
    """
    return read(text, published=published, codebooks=codebooks).themes if _checked_text(text).strip() else ()


def metadata(*, published: str | None = None, **known: str | None) -> Metadata:
    """Metadata given from outside. Raises OptionError where ``published`` is no date."""
    return Metadata(published=checked_date(published), **known)  # type: ignore[arg-type]


def _checked_least(least: float | None) -> float | None:
    from purport.reading.threshold import checked_confidence

    return None if least is None else checked_confidence(least)


def _confident(reading: R, least: float | None) -> R | Reading:
    """A reading with what is sure enough; an error is passed on."""
    from purport.reading.threshold import keep_confident

    return keep_confident(reading, least) if isinstance(reading, Reading) and least is not None else reading


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


def _found(finder: "Finder", text: str, **known: str | None) -> "Findings":
    """What a finder that needs no other finds in a text; nothing in a blank one."""
    from purport.language import parse
    from purport.reading import Findings

    given = metadata(**known)
    if not _checked_text(text).strip():
        return Findings()
    doc = parse(text_document(text, given=given))
    return replace(Findings(), **{finder.assigns: tuple(finder.find(doc, Findings()))})
